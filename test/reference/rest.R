# rest.json: the curve of those who stay longer than a duration, by survfit with start.time, and its mean up to a horizon.
suppressPackageStartupMessages(library(survival))

folder <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
set.seed(20261202)

source(file.path(folder, "reference.R"))

# start.time keeps those who leave just then, so it lies a little beyond; rmean adds the start
rest <- function(duration, left, from, times, horizon) {
  start <- from + 1e-7
  curves <- lapply(c("log-log", "log", "plain"), function(type) {
    fit <- survfit(Surv(duration, left) ~ 1, start.time = start, conf.type = type)
    at <- summary(fit, times = times)
    # those of shares 1 and 0 have no width
    ends <- function(limit) ifelse(at$surv %in% c(0, 1), NA, limit)
    list(transform = type, survival = I(at$surv), standardError = I(ends(at$std.err)), low = I(ends(at$lower)), high = I(ends(at$upper)))
  })
  fit <- survfit(Surv(duration, left) ~ 1, start.time = start)
  # std.err of the curve is that of its logarithm in a fit, and of itself in a summary
  mean <- summary(fit, rmean = horizon)$table
  list(duration = I(duration), left = I(left), from = from, times = I(times), curves = curves, horizon = horizon,
       mean = mean[["rmean"]] - from, meanError = mean[["se(rmean)"]])
}
samples <- c(list(rest(c(2, 5, 6, 9, 4, 7, 7, 11, 3, 8), c(1, 0, 1, 0, 1, 1, 0, 1, 1, 1), 3, c(4, 5, 6, 7, 8, 9, 10), 10)),
             lapply(1:12, function(i) {
               n <- 20 * i
               duration <- pmax(1, round(rexp(n, 1 / 12))); left <- rbinom(n, 1, 0.7)
               from <- sample(0:8, 1); last <- max(duration)
               rest(duration, left, from, (from + 1):last, from + (last - from) / 2)
             }))
source_text <- sprintf("rest.R (%s, survival %s)", R.version.string, packageVersion("survival"))
writeLines(paste0('{\n"source":', json(source_text), ',\n"samples":[\n', paste(vapply(samples, json, ""), collapse = ",\n"), "\n]\n}"),
           file.path(folder, "rest.json"))
first <- samples[[1]]
cat(first$curves[[1]]$survival, first$curves[[1]]$standardError, first$mean, first$meanError, sep = "\n")
