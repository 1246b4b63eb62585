# survival.json: Kaplan-Meier, Nelson-Aalen, quantiles, restricted means, log-rank tests and competing risks, with R's survival.
suppressPackageStartupMessages(library(survival))

folder <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
set.seed(20261121)

source(file.path(folder, "reference.R"))

lifetimes <- function(duration, left, ...) list(duration = I(unname(as.numeric(duration))), left = I(as.numeric(left)), ...)

# Data that R ships, and made-up data: whole months with many ties and durations of 0, fractions, and late entries.
n <- 150
months <- pmin(rgeom(n, 0.09), 24)
fractions <- round(rexp(n, 0.05), 3)
seen <- round(runif(n, 5, 40), 3)
stop <- rgeom(n, 0.06) + 1
since <- ifelse(runif(n) < 0.4, floor(stop * runif(n)), 0)
transplants <- head(transplant[transplant$futime > 0, ], 250)
monoclonal <- head(mgus2, 300)
cause <- ifelse(monoclonal$pstat == 1, 1, 2 * monoclonal$death)
samples <- list(
  lung = lifetimes(lung$time, lung$status == 2),
  men = with(subset(lung, sex == 1), lifetimes(time, status == 2)),
  women = with(subset(lung, sex == 2), lifetimes(time, status == 2)),
  maintained = with(subset(aml, x == "Maintained"), lifetimes(time, status)),
  nonmaintained = with(subset(aml, x != "Maintained"), lifetimes(time, status)),
  kidney = lifetimes(kidney$time, kidney$status),
  heart = lifetimes(heart$stop, heart$event, entered = I(heart$start)),
  everyoneLeft = lifetimes(c(4, 1, 2, 2, 3), rep(1, 5)),
  nobodyLeft = lifetimes(c(4, 1, 2, 2, 3), rep(0, 5)),
  lastLeaves = lifetimes(c(1, 2, 3, 3, 5), c(1, 0, 1, 0, 1)),
  months = lifetimes(months, months < 24 & runif(n) < 0.7),
  fractions = lifetimes(pmin(fractions, seen), fractions <= seen),
  late = lifetimes(stop, runif(n) < 0.7, entered = I(since)),
  goneEarly = lifetimes(c(2, 3, 9, 9, 11), c(1, 1, 1, 0, 1), entered = I(c(0, 1, 5, 4, 7))),
  transplants = lifetimes(transplants$futime, transplants$event != "censored", cause = I(as.character(transplants$event))),
  monoclonal = lifetimes(monoclonal$futime, cause > 0, cause = I(c("censored", "progressed", "died")[cause + 1]))
)

# Equal numbers are ties, near ones are not: no timefix.
surv <- function(sample) {
  with(sample, if (is.null(sample$entered)) Surv(duration, left) else Surv(entered, duration, left))
}
fit <- function(name, ...) survfit(surv(samples[[name]]) ~ 1, timefix = FALSE, ...)
plain_names <- setdiff(names(samples), c("transplants", "monoclonal"))
transforms <- c("log-log", "log", "plain")
ways <- c(lapply(transforms, function(transform) list(transform = transform, confidence = 0.95)),
          lapply(c(0.9, 0.99), function(confidence) list(transform = "log-log", confidence = confidence)))
# of the points where somebody left, at most 25, the last one among them
some <- function(left) {
  at <- which(left > 0)
  if (length(at) > 25) at[round(seq(1, length(at), length.out = 25))] else at
}
each <- function(names, rest, result) {
  unlist(lapply(names, function(name) lapply(rest, function(one) result(name, one))), recursive = FALSE)
}

# R's standard error and intervals at 0 are none.
curves <- lapply(plain_names, function(name) {
  f <- fit(name)
  at <- some(f$n.event)
  staying <- function(values) I(ifelse(f$surv[at] > 0, values[at], NA))
  list(sample = name, duration = I(f$time[at]), atRisk = I(f$n.risk[at]), left = I(f$n.event[at]), survival = I(f$surv[at]),
       standardError = staying(f$surv * f$std.err), intervals = lapply(ways, function(way) {
         f <- fit(name, conf.type = way$transform, conf.int = way$confidence)
         c(way, list(low = staying(f$lower), high = staying(f$upper)))
       }))
})

# The curve between its points, at some of them, and at its ends; at risk by the definition of it.
readings <- each(plain_names, ways, function(name, way) {
  sample <- samples[[name]]
  f <- fit(name, conf.type = way$transform, conf.int = way$confidence)
  times <- sort(unique(c(0, signif(max(f$time) * c(0.03, 0.1, 0.21, 0.4, 0.65, 0.9), 4), head(f$time, 2), max(f$time))))
  s <- summary(f, times = times)
  between <- function(values) I(ifelse(s$surv > 0 & s$surv < 1, values, NA))
  entered <- if (is.null(sample$entered)) 0 else sample$entered # 0: from the start, and at risk at 0 too
  there <- vapply(times, function(t) sum((entered == 0 | entered < t) & sample$duration >= t), 0)
  c(list(sample = name), way, list(duration = I(s$time), atRisk = I(there),
    survival = I(s$surv), standardError = between(s$std.err), low = between(s$lower), high = between(s$upper)))
})

# estimator: ctype 1 and 2; the survival is that of stype 2, and its log-log interval is that of the hazard, turned over
hazards <- each(plain_names, c("nelson-aalen", "fleming-harrington"), function(name, estimator) {
  f <- fit(name, stype = 2, ctype = if (estimator == "nelson-aalen") 1 else 2, conf.type = "log-log", conf.int = 0.95)
  at <- some(f$n.event)
  list(sample = name, estimator = estimator, confidence = 0.95, duration = I(f$time[at]), hazard = I(f$cumhaz[at]),
       standardError = I(f$std.chaz[at]), survival = I(f$surv[at]), low = I(-log(f$upper[at])), high = I(-log(f$lower[at])))
})

# quantile looks a level up in sorted limits. Where limits rise again, that is not the first duration at which they come down to it,
# which print takes, and which is meant: falling() makes it so.
falling <- function(limit) { known <- !is.na(limit); limit[known] <- cummin(limit[known]); limit }
moved <- 0
quantiles <- each(plain_names, ways, function(name, way) {
  shares <- c(0.05, 0.1, 0.2, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9)
  f <- fit(name, conf.type = way$transform, conf.int = way$confidence)
  sorted <- quantile(f, shares)
  f$lower <- falling(f$lower); f$upper <- falling(f$upper)
  q <- quantile(f, shares)
  moved <<- moved + sum(!mapply(identical, c(sorted$lower, sorted$upper), c(q$lower, q$upper)))
  list(sample = name, transform = way$transform, confidence = way$confidence, shares = I(shares), value = I(unname(q$quantile)),
       low = I(unname(q$lower)), high = I(unname(q$upper)))
})

# horizons up to the longest duration
means <- each(plain_names, c(0.2, 0.5, 0.9, 1), function(name, share) {
  f <- fit(name)
  horizon <- max(share * max(f$time), min(f$time))
  table <- summary(f, rmean = horizon)$table
  list(sample = name, horizon = horizon, value = table[["rmean"]], standardError = table[["se(rmean)"]])
})

# Groups as index from 0, strata likewise
difference <- function(label, duration, left, group, stratum = NULL) {
  group <- factor(group)
  test <- if (is.null(stratum)) survdiff(Surv(duration, left) ~ group) else
    survdiff(Surv(duration, left) ~ group + strata(stratum))
  sums <- function(values) I(unname(if (is.matrix(values)) rowSums(values) else values))
  list(label = label, duration = I(as.numeric(duration)), left = I(as.numeric(left)), group = I(as.integer(group) - 1),
       stratum = if (!is.null(stratum)) I(as.integer(factor(stratum)) - 1), statistic = unname(test$chisq),
       degreesOfFreedom = nlevels(group) - 1, pValue = unname(test$pvalue), observed = sums(test$obs), expected = sums(test$exp))
}
plans <- sample(3, n, TRUE)
differences <- list(
  difference("aml, maintained or not", aml$time, aml$status, aml$x),
  difference("lung, by sex", lung$time, lung$status == 2, lung$sex),
  difference("lung, by ECOG score", lung$time[!is.na(lung$ph.ecog)], lung$status[!is.na(lung$ph.ecog)] == 2, na.omit(lung$ph.ecog)),
  difference("veteran, by cell type", veteran$time, veteran$status, veteran$celltype),
  difference("veteran, by treatment within cell type", veteran$time, veteran$status, veteran$trt, veteran$celltype),
  difference("veteran, by cell type within treatment", veteran$time, veteran$status, veteran$celltype, veteran$trt),
  difference("kidney, by sex within disease", kidney$time, kidney$status, kidney$sex, kidney$disease),
  difference("whole months, three plans", samples$months$duration, samples$months$left, plans),
  difference("fractions, three plans", samples$fractions$duration, samples$fractions$left, plans)
)
# With late entries: the score test of Cox's model is the log-rank test; with exact ties, which are slow where there are many
untied <- samples$late$duration + round(runif(n, 0.001, 0.999), 3)
late <- lapply(list(list("heart, transplanted or not", heart$start, heart$stop, heart$event, heart$transplant),
                    list("late entries, three plans", samples$late$entered, untied, samples$late$left, plans)), function(d) {
  group <- factor(d[[5]])
  model <- coxph(Surv(d[[2]], d[[3]], d[[4]]) ~ group, ties = "exact", timefix = FALSE)
  df <- nlevels(group) - 1
  list(label = d[[1]], duration = I(as.numeric(d[[3]])), left = I(as.numeric(d[[4]])), group = I(as.integer(group) - 1), entered = I(as.numeric(d[[2]])),
       statistic = model$score, degreesOfFreedom = df, pValue = pchisq(model$score, df, lower.tail = FALSE))
})

# Difference of restricted means: two independent fits
mean_differences <- lapply(list(c("men", "women", 700), c("nonmaintained", "maintained", 40), c("months", "fractions", 20)), function(d) {
  horizon <- as.numeric(d[3])
  row <- function(name) summary(fit(name), rmean = horizon)$table[c("rmean", "se(rmean)")]
  before <- row(d[1]); after <- row(d[2])
  value <- after[[1]] - before[[1]]; se <- sqrt(before[[2]]^2 + after[[2]]^2); z <- qnorm(0.975)
  list(before = d[1], after = d[2], horizon = horizon, confidence = 0.95, value = value, low = value - z * se, high = value + z * se,
       pValue = 2 * pnorm(-abs(value) / se))
})

# Competing risks: Aalen-Johansen; points where somebody left for that reason. R's standard error, by the infinitesimal jackknife, is
# Greenwood's (Marubini and Valsecchi 1995) but for late entries, where it depends on who entered when; there the latter.
greenwood <- function(f, k) {
  n <- f$n.risk[, 1]; dk <- f$n.event[, k + 1]; d <- rowSums(f$n.event); p <- f$pstate[, k + 1]
  before <- c(1, head(f$pstate[, 1], -1))
  sqrt(vapply(seq_along(p), function(i) {
    j <- seq_len(i)
    rest <- p[i] - p[j]
    sum(ifelse(rest == 0, 0, rest^2 * d[j] / (n[j] * (n[j] - d[j])))) + sum(before[j]^2 * dk[j] * (n[j] - dk[j]) / n[j]^3) -
      2 * sum(rest * before[j] * dk[j] / n[j]^2)
  }, 0))
}
reasons <- list(months = c("price", "moved", "service"), fractions = c("price", "moved"), late = c("price", "moved", "service"),
                lastLeaves = c("price", "moved"), transplants = NULL, monoclonal = NULL)
for (name in names(reasons)) if (!is.null(reasons[[name]])) {
  left <- samples[[name]]$left == 1
  samples[[name]]$cause <- I(ifelse(left, sample(reasons[[name]], length(left), TRUE), "censored"))
}
incidences <- unlist(lapply(names(reasons), function(name) unlist(lapply(transforms, function(transform) {
  s <- samples[[name]]
  labels <- sort(setdiff(s$cause, "censored"))
  event <- factor(s$cause, c("censored", labels))
  y <- if (is.null(s$entered)) Surv(s$duration, event) else Surv(s$entered, s$duration, event)
  f <- survfit(y ~ 1, timefix = FALSE, conf.type = transform, conf.int = 0.95, id = seq_along(event))
  lapply(seq_along(labels), function(k) {
    at <- some(f$n.event[, k + 1])
    se <- greenwood(f, k)
    if (is.null(s$entered)) stopifnot(all.equal(se, f$std.err[, k + 1], tolerance = 1e-12))
    ends <- survival:::survfit_confint(f$pstate[, k + 1], se, logse = FALSE, conf.type = transform, conf.int = 0.95)
    list(sample = name, reason = labels[k], transform = transform, confidence = 0.95, duration = I(f$time[at]), left = I(f$n.event[at, k + 1]),
         incidence = I(f$pstate[at, k + 1]), standardError = I(se[at]), low = I(ends$lower[at]), high = I(ends$upper[at]))
  })
}), recursive = FALSE)), recursive = FALSE)

content <- list(curves = curves, readings = readings, hazards = hazards, quantiles = quantiles, means = means, differences = differences, lateDifferences = late,
                meanDifferences = mean_differences, incidences = incidences)
source <- sprintf("survival.R (%s, survival %s; checked with exact fractions and statsmodels by survival.py)", R.version.string, packageVersion("survival"))
lines <- c(paste0('"source":', json(source)),
           paste0('"samples":{\n', paste(paste0('"', names(samples), '":', vapply(samples, json, "")), collapse = ",\n"), "\n}"),
           vapply(names(content), function(key) {
             paste0('"', key, '":[\n', paste(vapply(content[[key]], json, ""), collapse = ",\n"), "\n]")
           }, ""))
writeLines(paste0("{\n", paste(lines, collapse = ",\n"), "\n}"), file.path(folder, "survival.json"))
cat(moved, "ends of quantiles moved to the first duration\n")
cat(vapply(names(content), function(key) paste0(key, ": ", length(content[[key]])), ""), sep = "\n")
