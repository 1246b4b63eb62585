# A second opinion from R on normal.json, share.json and scores.json. Writes nothing; stops at a disagreement.
library(jsonlite)

folder <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
read <- function(name) fromJSON(file.path(folder, name), simplifyVector = FALSE, bigint_as_char = FALSE)
agree <- function(ours, theirs, tolerance, what) {
  if (abs(ours - theirs) > tolerance) stop(sprintf("%s: %.17g and %.17g", what, ours, theirs))
}

for (point in read("normal.json")$points) {
  # The tail is exact from 0.5 on. Below, it is rounded to a multiple of 2^-54 near 1/2: an error of up to 1.4e-16 in z.
  z <- qnorm((1 - point$confidence) / 2, lower.tail = FALSE)
  agree(point$z, z, if (point$confidence < 0.5) 3e-16 else 1e-14 * point$z, paste("qnorm at", point$confidence))
}

for (row in read("share.json")$intervals) {
  wilson <- suppressWarnings(prop.test(row$count, row$total, conf.level = row$confidence, correct = FALSE))$conf.int
  agree(row$wilson$low, wilson[1], 1e-13, "prop.test low")
  agree(row$wilson$high, wilson[2], 1e-13, "prop.test high")
  exact <- binom.test(row$count, row$total, conf.level = row$confidence)$conf.int
  agree(row$clopperPearson$low, exact[1], 1e-12, "binom.test low")
  agree(row$clopperPearson$high, exact[2], 1e-12, "binom.test high")
  tails <- c((1 - row$confidence) / 2, (1 + row$confidence) / 2)
  jeffreys <- qbeta(tails, row$count + 0.5, row$total - row$count + 0.5)
  agree(row$jeffreys$low, jeffreys[1], 1e-12, "qbeta low")
  agree(row$jeffreys$high, jeffreys[2], 1e-12, "qbeta high")
}

for (row in read("scores.json")$answers) {
  counts <- unlist(row$counts)
  if (sum(counts) < 1e6 && sum(counts) > 1) {
    scores <- rep(row$scale$min:row$scale$max, counts)
    agree(row$mean, mean(scores), 1e-13, "mean")
    agree(row$deviation, sd(scores), 1e-13, "sd")
  }
}

# Distributions: how far R is off, relatively, in the body and in the tails of each table.
distributions <- read("distributions.json")
number <- function(row, name) vapply(row, function(r) as.numeric(r[[name]]), 0)
text <- function(row, name) vapply(row, function(r) r[[name]], "")
off <- function(name, what, ours, theirs, class, body, tail) {
  known <- !is.na(theirs)  # qbeta has no answer for one far tail
  if (sum(!known) > 1) stop("R has no answer")
  relative <- ifelse(ours == theirs | !known, 0, abs(theirs / ours - 1))
  worst <- function(kind) if (any(class == kind)) max(relative[class == kind]) else 0
  cat(sprintf("%-18s %-8s body %.1e tail %.1e\n", name, what, worst("body"), worst("tail")))
  if (worst("body") > body || worst("tail") > tail) stop("R disagrees")
}
cumulative <- function(name, p, body = 1e-10, tail = 1e-7) {
  rows <- distributions[[name]]
  off(name, "lower", number(rows, "lower"), p(rows, TRUE), text(rows, "class"), body, tail)
  off(name, "upper", number(rows, "upper"), p(rows, FALSE), text(rows, "class"), body, tail)
}
quantile <- function(name, result, q, body = 1e-9, tail = 1e-6) {
  rows <- distributions[[name]]
  theirs <- suppressWarnings(vapply(rows, function(r) q(r, r$p, r$tail == "lower"), 0))
  off(name, result, number(rows, result), theirs, text(rows, "class"), body, tail)
}
cumulative("normal", function(r, l) pnorm(number(r, "x"), lower.tail = l))
quantile("normalQuantile", "x", function(r, p, l) qnorm(p, lower.tail = l))
cumulative("t", function(r, l) pt(number(r, "t"), number(r, "df"), lower.tail = l))
quantile("tQuantile", "t", function(r, p, l) qt(p, r$df, lower.tail = l))
cumulative("chiSquare", function(r, l) pchisq(number(r, "x"), number(r, "df"), lower.tail = l))
quantile("chiSquareQuantile", "x", function(r, p, l) qchisq(p, r$df, lower.tail = l))
cumulative("gamma", function(r, l) pgamma(number(r, "x"), number(r, "a"), lower.tail = l))
quantile("gammaQuantile", "x", function(r, p, l) qgamma(p, r$a, lower.tail = l))
cumulative("beta", function(r, l) pbeta(number(r, "x"), number(r, "a"), number(r, "b"), lower.tail = l))
quantile("betaQuantile", "x", function(r, p, l) qbeta(p, r$a, r$b, lower.tail = l))
quantile("betaQuantile", "complement", function(r, p, l) qbeta(p, r$b, r$a, lower.tail = !l))

cat(R.version.string, "agrees\n")
