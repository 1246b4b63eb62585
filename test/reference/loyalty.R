# Ratios of purchases with customers as the sample, by survey's svyratio: loyalty.json
#
#   Rscript loyalty.R

suppressPackageStartupMessages(library(survey))

# Customer, day of January, value: until 1 February, so a customer of day d is watched for 32 - d days.
members <- data.frame(
  customer = c("ann", "ann", "ann", "bob", "bob", "cas", "dee", "dee", "dee", "dee"),
  day = c(3, 3, 20, 1, 30, 12, 5, 6, 7, 29),
  value = c(30, 12.5, 44, 19.99, 25, 80, 5, 7.5, 5, 60)
)
others <- data.frame(
  customer = c("eve", "fay", "fay", "gus", "hal", "hal", "hal"),
  day = c(2, 14, 15, 31, 8, 9, 28),
  value = c(20, 11, 9.5, 14, 33, 3, 21)
)

of <- function(rows) {
  first <- tapply(rows$day, rows$customer, min)
  data <- data.frame(
    orders = as.numeric(table(rows$customer)),
    periods = as.numeric(32 - first),
    value = as.numeric(tapply(rows$value, rows$customer, sum))
  )
  design <- svydesign(ids = ~1, weights = ~1, data = data)
  ratio <- function(top, bottom) {
    r <- svyratio(top, bottom, design)
    list(ratio = as.numeric(coef(r)), error = as.numeric(SE(r)))
  }
  list(
    frequency = ratio(~orders, ~periods),
    value = ratio(~value, ~orders),
    spend = ratio(~value, ~periods)
  )
}

uplift <- function(to, from) {
  log_ratio <- log(to$ratio / from$ratio)
  error <- sqrt((to$error / to$ratio)^2 + (from$error / from$ratio)^2)
  ends <- expm1(log_ratio + c(0, -1, 1) * qnorm(0.975) * error)
  list(uplift = ends[1], low = ends[2], high = ends[3])
}

# Plain JSON; a number is the shortest text that reads back as the same double.
json <- function(x) {
  if (is.character(x)) return(paste0('"', x, '"'))
  if (is.numeric(x)) {
    for (digits in 15:17) {
      text <- sprintf("%.*g", digits, x)
      if (as.numeric(text) == x) return(text)
    }
  }
  inner <- vapply(x, json, "")
  if (is.null(names(x))) return(paste0("[", paste(inner, collapse = ","), "]"))
  paste0("{", paste0('"', names(x), '":', inner, collapse = ","), "}")
}

rows <- function(data) Map(function(...) list(...), data$customer, data$day, data$value, USE.NAMES = FALSE)
m <- of(members)
o <- of(others)
writeLines(json(list(
  source = paste("loyalty.R: R", paste0(getRversion(), ","), "survey", packageVersion("survey")),
  members = rows(members),
  others = rows(others),
  z95 = qnorm(0.975),
  z90 = qnorm(0.95),
  ofMembers = m,
  ofOthers = o,
  uplift = list(
    orders = uplift(m$frequency, o$frequency),
    value = uplift(m$value, o$value),
    spend = uplift(m$spend, o$spend)
  )
)), "loyalty.json")
