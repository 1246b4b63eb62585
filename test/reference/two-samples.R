# twoSamples.json: tests and intervals for two samples, paired answers, trends and many comparisons, with R.
suppressPackageStartupMessages({ library(stats); library(metafor) })

folder <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
set.seed(20261121)

source(file.path(folder, "reference.R"))

wilson <- function(count, total, confidence) {
  interval <- suppressWarnings(prop.test(count, total, conf.level = confidence, correct = FALSE))$conf.int
  # prop.test leaves a rounding error beside an end that is exact
  c(if (count == 0) 0 else interval[1], if (count == total) 1 else interval[2])
}

# Newcombe 1998, Statistics in Medicine 17:873, method 10, for after - before; p of the pooled z test (Pearson's chi-square)
shares <- list(c(48, 80, 56, 70), c(3, 10, 9, 10), c(2, 7, 6, 7), c(0, 29, 5, 56), c(0, 20, 0, 10), c(0, 10, 0, 10), c(0, 20, 10, 10),
               c(0, 10, 10, 10), c(1, 1, 0, 1), c(5, 5, 5, 5), c(450, 1000, 480, 1000), c(120, 400, 95, 410), c(9990, 10000, 9970, 10000),
               c(1, 1e6, 30, 1e6), c(345678, 1e6, 347000, 1e6), c(14, 20, 2000, 3000))
difference_of_shares <- unlist(lapply(shares, function(s) lapply(c(0.9, 0.95, 0.99), function(confidence) {
  before <- s[1] / s[2]; after <- s[3] / s[4]
  b <- wilson(s[1], s[2], confidence); a <- wilson(s[3], s[4], confidence)
  value <- after - before
  test <- suppressWarnings(prop.test(c(s[3], s[1]), c(s[4], s[2]), correct = FALSE))
  list(before = list(count = s[1], total = s[2]), after = list(count = s[3], total = s[4]), confidence = confidence, value = value,
       low = value - sqrt((after - a[1])^2 + (b[2] - before)^2), high = value + sqrt((a[2] - after)^2 + (before - b[1])^2),
       pValue = test$p.value)
})), recursive = FALSE)
# table II of that paper, method 10, four decimals; before and after as above
published <- list(c(48, 80, 56, 70, 0.0524, 0.3339), c(3, 10, 9, 10, 0.1705, 0.8090), c(2, 7, 6, 7, 0.0582, 0.8062),
                  c(0, 29, 5, 56, -0.0381, 0.1926), c(0, 20, 0, 10, -0.1611, 0.2775), c(0, 10, 0, 10, -0.2775, 0.2775),
                  c(0, 20, 10, 10, 0.6791, 1), c(0, 10, 10, 10, 0.6075, 1))
difference_published <- lapply(published, function(p) {
  row <- Filter(function(r) r$confidence == 0.95 && all(c(r$before$count, r$before$total, r$after$count, r$after$total) == p[1:4]),
                difference_of_shares)[[1]]
  stopifnot(abs(row$low - p[5]) < 5.1e-5, abs(row$high - p[6]) < 5.1e-5)
  list(before = list(count = p[1], total = p[2]), after = list(count = p[3], total = p[4]), confidence = 0.95, low = p[5], high = p[6],
       decimals = 4, from = "Newcombe 1998, Statistics in Medicine 17:873, table II, method 10")
})

# Pairs that moved one way and the other. exact: binomial; asymptotic: no continuity correction; corrected: with it.
mcnemar <- lapply(list(c(0, 0), c(1, 0), c(0, 5), c(1, 7), c(3, 9), c(6, 16), c(8, 16), c(10, 10), c(25, 2), c(40, 20), c(59, 80), c(123, 77),
                       c(1000, 1100), c(5000, 4000), c(499500, 500500)), function(pair) {
  table <- matrix(c(10, pair[2], pair[1], 10), 2)
  n <- sum(pair)
  asymptotic <- mcnemar.test(table, correct = FALSE)
  list(gained = pair[1], lost = pair[2], exact = if (n == 0) 1 else binom.test(pair[1], n)$p.value,
       statistic = asymptotic$statistic[[1]], asymptotic = asymptotic$p.value,
       corrected = mcnemar.test(table, correct = TRUE)$p.value)
})

# Answers per scale point. U counts the pairs in which the one after is higher, ties as half; delta = (higher - lower) / pairs, Cliff's.
some <- function(n, probability) as.vector(rmultinom(1, n, probability))
low <- c(6, 3, 3, 4, 5, 9, 9, 14, 19, 15, 13); high <- c(3, 1, 2, 2, 3, 6, 7, 14, 22, 20, 20)
samples <- list(list(c(1, 0, 0, 0, 0), c(0, 0, 0, 0, 1)), list(c(0, 1, 2, 0, 3), c(2, 0, 1, 1, 4)), list(c(0, 0, 7, 0, 0), c(0, 0, 5, 0, 0)),
                list(c(10, 0, 0, 0, 0), c(0, 0, 0, 0, 12)), list(c(3, 8, 20, 41, 28), c(1, 6, 18, 40, 45)), list(c(5, 5, 5, 5, 5), c(5, 5, 5, 5, 5)),
                list(some(20, low), some(25, high)), list(some(150, low), some(180, high)), list(some(300, high), some(90, low)),
                list(some(2000, low), some(2000, low)), list(some(2400, low), some(3600, high)), list(some(100, low), some(100000, high)),
                list(c(4, 0, 6, 11, 9, 17, 30), c(2, 1, 3, 14, 8, 25, 33)))
mann_whitney <- lapply(samples, function(sample) {
  before <- rep(seq_along(sample[[1]]), sample[[1]]); after <- rep(seq_along(sample[[2]]), sample[[2]])
  test <- wilcox.test(after, before, exact = FALSE, correct = TRUE)
  plain <- wilcox.test(after, before, exact = FALSE, correct = FALSE)
  u <- test$statistic[[1]]
  pairs <- as.numeric(length(before)) * length(after)
  list(before = sample[[1]], after = sample[[2]], u = u, pValue = test$p.value, uncorrected = plain$p.value,
       delta = (2 * u - pairs) / pairs)
})

# Cochran and Armitage: stayed of total in ordered groups, with scores 1, 2, 3, ... unless given
trend <- lapply(list(list(c(83, 90, 129, 70), c(86, 93, 136, 82), 1:4), list(c(2, 5, 9), c(10, 10, 10), 1:3), list(c(60, 70, 80, 90, 95), rep(100, 5), 1:5),
                     list(c(60, 70, 80, 90, 95), rep(100, 5), c(0, 1, 2, 4, 8)), list(c(5, 5, 5, 5), c(20, 20, 20, 20), 1:4), list(c(40, 30, 20), c(100, 90, 70), 1:3),
                     list(c(123, 456, 789, 1011, 1213), c(300, 800, 1200, 1400, 1500), 1:5), list(c(3, 12), c(10, 20), 1:2), list(c(0, 0, 1), c(9, 8, 7), 1:3),
                     list(c(8, 9, 10), c(8, 9, 10), 1:3), list(c(412345, 413456, 414567), c(1e6, 1e6, 1e6), 1:3)), function(groups) {
  # everyone stayed: no variance, no test
  test <- if (all(groups[[1]] == groups[[2]])) list(statistic = NA, p.value = NA) else
    suppressWarnings(prop.trend.test(groups[[1]], groups[[2]], groups[[3]]))
  list(counts = groups[[1]], totals = groups[[2]], scores = groups[[3]], statistic = test$statistic[[1]], pValue = test$p.value)
})

# Shares of several groups: Pearson's chi-square of homogeneity
homogeneity_of_shares <- lapply(list(list(c(83, 90, 129, 70), c(86, 93, 136, 82)), list(c(15, 25, 30), c(40, 60, 55)), list(c(1, 0), c(4, 9)),
                                     list(c(500, 520, 480, 470, 510), rep(1000, 5)), list(c(5, 10), c(10, 20))), function(groups) {
  test <- suppressWarnings(prop.test(groups[[1]], groups[[2]], correct = FALSE))
  list(counts = groups[[1]], totals = groups[[2]], statistic = test$statistic[[1]], degreesOfFreedom = test$parameter[[1]], pValue = test$p.value)
})

# Cochran's Q: estimates weighted by 1 / standardError^2, with metafor
homogeneity <- lapply(list(list(c(0.1, 0.3), c(0.1, 0.1)), list(c(0.12, 0.31, -0.05, 0.22), c(0.05, 0.11, 0.08, 0.2)), list(c(45, 45, 45), c(1, 2, 3)),
                           list(c(31.5, 44.2, 12.9, 52.1, 40), c(6.1, 4.4, 7.25, 12, 3.3)), list(c(10, 20, 30), c(0.5, 0.5, 0.5))), function(group) {
  fit <- rma(yi = group[[1]], sei = group[[2]], method = "FE")
  list(estimates = group[[1]], standardErrors = group[[2]], pooled = fit$b[[1]], standardError = fit$se, q = fit$QE,
       degreesOfFreedom = length(group[[1]]) - 1, pValue = fit$QEp)
})

# Goodman 1965: share -/+ as Wilson's, with the chi-square quantile of (1 - confidence) / categories
goodman <- unlist(lapply(list(c(1, 1), c(10, 0, 0), c(56, 72, 73, 59, 62, 87, 58), c(5, 0, 12, 3), c(91, 49, 37, 43), c(20, 40, 15, 12, 10, 78, 7, 23),
                              c(1200, 850, 400, 90, 15)), function(counts) lapply(c(0.9, 0.95, 0.99), function(confidence) {
  crit <- qchisq((1 - confidence) / length(counts), 1, lower.tail = FALSE)
  n <- sum(counts)
  half <- sqrt(crit * (crit + 4 * counts * (n - counts) / n))
  list(counts = counts, confidence = confidence, low = pmax(0, (crit + 2 * counts - half) / (2 * (n + crit))), high = (crit + 2 * counts + half) / (2 * (n + crit)))
})), recursive = FALSE)

# moves[i][j]: pairs with code i before and j after. The paired t interval and test of the mean of j - i.
moves <- list(rbind(c(5, 3, 1, 0, 0), c(2, 9, 6, 1, 0), c(1, 3, 12, 7, 2), c(0, 1, 4, 15, 6), c(0, 0, 1, 3, 18)),
              rbind(c(0, 1, 0, 0, 0), c(0, 0, 1, 0, 0), c(0, 0, 0, 0, 0), c(0, 0, 0, 0, 0), c(1, 0, 0, 0, 0)),
              rbind(c(40, 0, 0, 0, 0), c(0, 30, 1, 0, 0), c(0, 0, 20, 0, 0), c(0, 0, 0, 10, 0), c(0, 0, 0, 0, 5)),
              matrix(rpois(25, 400), 5), rbind(c(0, 0, 7), c(0, 0, 0), c(2, 0, 0)), matrix(rpois(121, 3), 11),
              rbind(c(20, 6, 2), c(5, 40, 9), c(1, 8, 60)), rbind(c(0, 1, 0), c(0, 1, 0), c(0, 0, 0)), rbind(c(310, 96, 44), c(71, 402, 88), c(23, 95, 671)),
              rbind(c(0, 0, 0), c(0, 1000, 1), c(0, 0, 0)))
paired <- unlist(lapply(moves, function(table) lapply(c(0.9, 0.95, 0.99), function(confidence) {
  before <- rep(as.vector(row(table)), as.vector(table)); after <- rep(as.vector(col(table)), as.vector(table))
  test <- t.test(after, before, paired = TRUE, conf.level = confidence)
  list(moves = table, confidence = confidence, value = test$estimate[[1]], low = test$conf.int[1], high = test$conf.int[2],
       t = test$statistic[[1]], degreesOfFreedom = test$parameter[[1]], pValue = test$p.value)
})), recursive = FALSE)

# Mean of answers given as counts, first scale point `min`: the t interval
means <- unlist(lapply(list(list(0, c(3, 1, 0, 2, 4, 6, 9, 25, 41, 33, 52)), list(1, c(4, 9, 31, 87, 69)), list(1, c(0, 0, 1, 1, 0)), list(1, c(17, 0, 0, 0, 0, 0, 19)),
                            list(0, c(0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2)), list(1, c(12345, 23456, 34567, 45678, 56789))), function(answers) lapply(c(0.9, 0.95, 0.99), function(confidence) {
  scores <- rep(answers[[1]] + seq_along(answers[[2]]) - 1, answers[[2]])
  test <- t.test(scores, conf.level = confidence)
  list(min = answers[[1]], counts = answers[[2]], confidence = confidence, value = test$estimate[[1]], low = test$conf.int[1], high = test$conf.int[2])
})), recursive = FALSE)

adjusted <- lapply(list(c(0.01, 0.02, 0.03), c(0.5), c(0.04, 0.001, 0.2, 0.04, 0.9), c(1, 1, 0), c(0.05, 0.05, 0.05, 0.05), c(1e-300, 1e-10, 0.6, 0.025, 0.024, 0.031),
                        signif(runif(12)^2, 6)), function(p) {
  list(pValues = I(p), holm = I(p.adjust(p, "holm")), benjaminiHochberg = I(p.adjust(p, "BH")), bonferroni = I(p.adjust(p, "bonferroni")))
})

# Net scores of several groups of promoters, passives and detractors: Cochran's Q with metafor, from each score and its variance
homogeneity_of_scores <- lapply(list(rbind(c(60, 25, 15), c(45, 30, 25), c(52, 30, 18)), rbind(c(3, 0, 1), c(1, 0, 3)), rbind(c(10, 5, 5), c(20, 10, 10), c(200, 100, 100)),
                                     rbind(c(123, 45, 67), c(5, 3, 2), c(900, 40, 60), c(33, 12, 40), c(1, 50, 1)), rbind(c(0, 9, 1), c(1, 9, 0)),
                                     rbind(c(500000, 250000, 250000), c(501000, 250000, 249000)), rbind(c(12.5, 3.25, 7.75), c(4.5, 4.5, 1.25))), function(groups) {
  n <- rowSums(groups)
  p <- groups[, 1] / n; d <- groups[, 3] / n
  fit <- rma(yi = p - d, vi = (p + d - (p - d)^2) / n, method = "FE")
  # with one variance for all: answers coded 1, 0 and -1, N times the share of their squares between the groups
  codes <- data.frame(code = rep(c(1, 0, -1), each = nrow(groups)), group = factor(row(groups)), weight = as.vector(groups))
  squares <- anova(lm(code ~ group, codes, weights = weight))$`Sum Sq`
  pooled <- sum(groups) * squares[1] / sum(squares)
  list(groups = groups, statistic = fit$QE, degreesOfFreedom = nrow(groups) - 1, pValue = fit$QEp, pooledStatistic = pooled,
       pooledPValue = pchisq(pooled, nrow(groups) - 1, lower.tail = FALSE))
})

# Answers that a plan takes, before they are rounded up; variances and margins as shares
plan_of_margin <- unlist(lapply(c(0.1, 0.05, 0.02), function(margin) unlist(lapply(c(1, 0.65, 0.25), function(variance) lapply(c(NA, 1e6, 2000, 50), function(population) {
  endless <- qnorm(0.975)^2 * variance / margin^2
  list(margin = margin, variance = variance, confidence = 0.95, population = population,
       responses = if (is.na(population)) endless else endless / (1 + (endless - 1) / population))
})), recursive = FALSE)), recursive = FALSE)
# power.t.test and power.prop.test take other variances; this is the normal power of a two-sided test without its far tail
plan_of_difference <- unlist(lapply(c(0.2, 0.1, 0.05, 0.01), function(difference) lapply(c(0.8, 0.9, 0.6), function(power) {
  power_at <- function(n) pnorm(difference / sqrt(2 * 0.65 / n) - qnorm(0.975)) - power
  list(difference = difference, variance = 0.65, power = power, confidence = 0.95, responses = uniroot(power_at, c(1, 1e7), tol = 1e-9)$root)
})), recursive = FALSE)

content <- list(differenceOfShares = difference_of_shares, differenceOfSharesPublished = difference_published, mcnemar = mcnemar,
                mannWhitney = mann_whitney, trend = trend, homogeneityOfShares = homogeneity_of_shares, homogeneity = homogeneity,
                goodman = goodman, paired = paired, mean = means, adjusted = adjusted,
                homogeneityOfScores = homogeneity_of_scores, planOfMargin = plan_of_margin, planOfDifference = plan_of_difference)
source <- sprintf("two-samples.R (%s, metafor %s; checked with scipy and statsmodels by check.py)", R.version.string, packageVersion("metafor"))
lines <- c(paste0('"source":', json(source)), vapply(names(content), function(key) {
  paste0('"', key, '":[\n', paste(vapply(content[[key]], json, ""), collapse = ",\n"), "\n]")
}, ""))
writeLines(paste0("{\n", paste(lines, collapse = ",\n"), "\n}"), file.path(folder, "twoSamples.json"))
cat(vapply(names(content), function(key) paste0(key, ": ", length(content[[key]])), ""), sep = "\n")
