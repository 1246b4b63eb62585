# weighting.json: weighted scores, post-stratified and raked ones, with R's survey.
suppressPackageStartupMessages({ library(stats); library(survey) })

folder <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
set.seed(20261130)

source(file.path(folder, "reference.R"))

readings <- list(nps = function(s) 100 * ((s >= 9) - (s <= 6)), meanScore = function(s) s, csat = function(s) as.numeric(s >= 8))

# Tango's limits from the likeliest shares, found by their slope rather than with his closed form; for counts above 0.
tango <- function(pro, against, total, confidence = 0.95) {
  z <- qnorm((1 + confidence) / 2)
  score <- function(t) {
    # where the likelihood is highest; its slope falls all along
    slope <- function(q) pro / (q + t) + against / q - 2 * (total - pro - against) / (1 - 2 * q - t)
    least <- max(0, -t); most <- (1 - t) / 2
    q <- uniroot(slope, c(least + 1e-14, most - 1e-14), tol = 1e-17, maxiter = 10000)$root
    (pro - against - total * t) / sqrt(total * (2 * q + t - t^2))
  }
  value <- (pro - against) / total
  ends <- c(uniroot(function(t) score(t) - z, c(-1 + 1e-9, value), tol = 1e-16)$root,
            uniroot(function(t) score(t) + z, c(value, 1 - 1e-9), tol = 1e-16)$root)
  100 * c(value, ends)
}

# Linearised errors as svymean gives them, every answer its own cluster, and the two effective numbers of answers.
weighted_case <- function(scores, weights) {
  design <- svydesign(ids = ~1, weights = ~w, data = data.frame(w = weights))
  list(scores = scores, weights = weights, kish = sum(weights)^2 / sum(weights^2),
       readings = lapply(readings, function(of) {
         x <- of(scores)
         fit <- svymean(x, design)
         value <- as.vector(coef(fit)); error <- as.vector(SE(fit))
         spread <- sum(weights * (x - value)^2) / sum(weights)
         list(value = value, standardError = error, answers = spread / error^2)
       }))
}
small <- weighted_case(c(10, 10, 9, 9, 8, 7, 6, 3, 0, 10, 5, 9), c(1, 2, .5, 1, 1.5, 1, 2, .8, 1.2, .6, 1, .9))
some <- sample(0:10, 200, TRUE, c(1, 1, 1, 2, 2, 4, 4, 9, 16, 14, 12))
cases <- list(small,
              weighted_case(some, round(exp(rnorm(200)), 4)),
              weighted_case(some, ifelse(runif(200) < .2, 4, 1) * (1 + (some > 8))),
              weighted_case(some[1:30], rep(2.5, 30)),
              weighted_case(some[1:40], c(0, round(runif(39), 3))))

# Intervals from the effective counts of the first case.
effective <- lapply(list(kish = small$kish, nps = small$readings$nps$answers), function(n) {
  w <- small$weights / sum(small$weights) * n
  limits <- tango(sum(w[small$scores >= 9]), sum(w[small$scores <= 6]), n)
  list(answers = n, value = limits[1], low = limits[2], high = limits[3])
})

strata <- function(counts) {
  do.call(rbind, lapply(names(counts), function(by) data.frame(by = by, score = rep(c(10, 8, 3), counts[[by]]))))
}
# survey divides by n - 1 of all; the value a stratum contributes divides by its own n.
post_stratified <- function(counts, shares) {
  rows <- strata(counts)
  rows$x <- readings$nps(rows$score)
  n <- nrow(rows)
  design <- svydesign(ids = ~1, weights = rep(1, n), data = rows)
  population <- data.frame(by = names(shares), Freq = 1e9 * unlist(shares))
  fit <- svymean(~x, postStratify(design, ~by, population))
  limits <- sapply(names(shares), function(by) tango(counts[[by]][1], counts[[by]][3], sum(counts[[by]])))
  w <- unlist(shares)
  value <- as.vector(coef(fit))
  list(groups = counts, shares = shares, value = value, standardError = as.vector(SE(fit)) * sqrt((n - 1) / n),
       low = value - sqrt(sum((w * (limits[1, ] - limits[2, ]))^2)), high = value + sqrt(sum((w * (limits[3, ] - limits[1, ]))^2)))
}
strata_cases <- list(post_stratified(list(DE = c(80, 50, 30), NO = c(25, 15, 20)), list(DE = .5, NO = .5)),
                     post_stratified(list(a = c(5, 3, 2), b = c(40, 30, 30), c = c(7, 1, 2)), list(a = .6, b = .3, c = .1)))

# Raking to two margins: the weights to a mean of 1, the error of a mean with the weights as given, and of the raked one.
raked_case <- function(cells, margins) {
  rows <- do.call(rbind, lapply(cells, function(cell) {
    data.frame(first = cell$by[1], second = cell$by[2], score = rep(c(10, 8, 3), cell$counts))
  }))
  rows$x <- readings$nps(rows$score)
  n <- nrow(rows)
  design <- svydesign(ids = ~1, weights = rep(1, n), data = rows)
  frequencies <- function(name, shares) setNames(data.frame(names(shares), n * unlist(shares)), c(name, "Freq"))
  raked <- rake(design, list(~first, ~second), list(frequencies("first", margins[[1]]), frequencies("second", margins[[2]])),
                control = list(maxit = 10000, epsilon = 1e-11, verbose = FALSE))
  w <- weights(raked)
  given <- svymean(~x, svydesign(ids = ~1, weights = w, data = rows))
  list(cells = lapply(cells, function(cell) {
         list(by = cell$by, counts = cell$counts, weight = w[rows$first == cell$by[1] & rows$second == cell$by[2]][[1]])
       }),
       margins = margins, value = as.vector(coef(given)), kish = sum(w)^2 / sum(w^2),
       standardError = as.vector(SE(given)), raked = as.vector(SE(svymean(~x, raked))))
}
cell <- function(first, second, ...) list(by = c(first, second), counts = c(...))
raked <- list(raked_case(list(cell("DE", "free", 20, 20, 20), cell("DE", "paid", 60, 30, 10), cell("NO", "free", 10, 10, 15),
                              cell("NO", "paid", 15, 5, 5)), list(list(DE = .5, NO = .5), list(free = .6, paid = .4))),
              raked_case(list(cell("DE", "free", 7, 3, 1), cell("DE", "paid", 9, 9, 9), cell("NO", "free", 40, 2, 3),
                              cell("SE", "paid", 5, 5, 8), cell("SE", "free", 1, 6, 2)),
                         list(list(DE = .25, NO = .35, SE = .4), list(free = .7, paid = .3))))

rows <- function(list) paste(vapply(list, json, ""), collapse = ",\n")
source_of <- sprintf("weighting.R (R %s.%s, survey %s)", R.version$major, R.version$minor, packageVersion("survey"))
writeLines(c("{", paste0('"source":"', source_of, '",'), '"weighted":[', rows(cases), "],", paste0('"effective":', json(effective), ","),
             '"postStratified":[', rows(strata_cases), "],", '"raked":[', rows(raked), "]", "}"), file.path(folder, "weighting.json"))
