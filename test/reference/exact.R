# exact.json: exact tests of few, by R's own where it has one and else over all ways to choose the group, one by one.
suppressPackageStartupMessages({ library(stats); library(survival) })

folder <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
set.seed(20261201)

source(file.path(folder, "reference.R"))

# The share of all ways to choose the group whose statistic is as far out; both are whole or halves, or compared to 1e-9
over_all_choices <- function(n, k, statistic, observed) {
  values <- combn(n, k, statistic)
  mean(values >= observed - 1e-9 * max(1, abs(observed)))
}

# c(count, total, count, total); "N - 1" chi-square where each expected count is 5 or more
shares <- c(list(c(1, 1, 0, 296), c(48, 80, 56, 70), c(3, 4, 1, 9), c(0, 1, 1, 1), c(2, 5, 5, 5), c(0, 7, 0, 9), c(7, 7, 9, 9), c(10, 20, 11, 20),
                 c(5, 10, 5, 10), c(5, 10, 4, 10), c(1, 10, 5, 10), c(20, 1000, 3, 12), c(950, 1000, 12, 20), c(3, 100000, 2, 50), c(0, 29, 5, 56), c(450, 1000, 480, 1000)),
            lapply(1:30, function(i) { n <- c(sample(12, 1), sample(60, 1)); c(rbinom(1, n[1], 0.4), n[1], rbinom(1, n[2], 0.4), n[2]) }))
of_shares <- lapply(shares, function(s) {
  table <- matrix(c(s[1], s[2] - s[1], s[3], s[4] - s[3]), 2)
  expected <- outer(rowSums(table), colSums(table)) / sum(table)
  few <- min(expected) < 5
  p <- if (few) min(1, fisher.test(table)$p.value) else {
    n <- sum(table)
    pchisq(suppressWarnings(chisq.test(table, correct = FALSE))$statistic[[1]] * (n - 1) / n, 1, lower.tail = FALSE)
  }
  list(before = list(count = s[1], total = s[2]), after = list(count = s[3], total = s[4]), exact = few, pValue = p)
})

# Answers as 1, 0 and -1; the score of one group against what it is expected to be
net_p <- function(codes, k) {
  observed <- abs(sum(codes[1:k]) - k * mean(codes))
  over_all_choices(length(codes), k, function(chosen) abs(sum(codes[chosen]) - k * mean(codes)), observed)
}
nets <- c(list(list(c(3, 1, 0), c(0, 1, 4)), list(c(1, 1, 1), c(3, 0, 0)), list(c(1, 0, 0), c(0, 0, 40)), list(c(0, 1, 0), c(5, 6, 7)), list(c(4, 0, 0), c(9, 0, 0))),
          lapply(1:25, function(i) list(as.vector(rmultinom(1, sample(6, 1), c(3, 2, 2))), as.vector(rmultinom(1, sample(11, 1), c(2, 2, 3))))))
of_nets <- lapply(nets, function(group) {
  codes <- c(rep(1:-1, group[[1]]), rep(1:-1, group[[2]]))
  list(before = group[[1]], after = group[[2]], pValue = net_p(codes, sum(group[[1]])))
})

# Counts a point; ranks with the mean of theirs for ties
shift_p <- function(scores, k) {
  ranks <- rank(scores)
  middle <- k * (length(scores) + 1) / 2
  over_all_choices(length(scores), k, function(chosen) abs(sum(ranks[chosen]) - middle), abs(sum(ranks[1:k]) - middle))
}
shifts <- c(list(list(c(0, 1, 3, 1, 1), c(0, 0, 1, 2, 3)), list(c(1, 0, 0, 0, 0), c(0, 0, 0, 0, 1)), list(c(2, 0, 0), c(0, 0, 9)), list(c(0, 3, 0), c(0, 7, 0))),
            lapply(1:25, function(i) list(as.vector(rmultinom(1, sample(6, 1), 1:5)), as.vector(rmultinom(1, sample(12, 1), 5:1)))))
of_shifts <- lapply(shifts, function(group) {
  points <- seq_along(group[[1]])
  list(before = group[[1]], after = group[[2]], pValue = shift_p(c(rep(points, group[[1]]), rep(points, group[[2]])), sum(group[[1]])))
})
# one that R counts itself, without ties
stopifnot(abs(shift_p(c(3, 7, 9, 1, 2, 4, 5, 6, 8, 10, 11), 3) - wilcox.test(c(3, 7, 9), c(1, 2, 4, 5, 6, 8, 10, 11), exact = TRUE)$p.value) < 1e-12)

# McNemar's mid-p value: half of what is just as far out
moves <- list(c(0, 0), c(1, 0), c(0, 1), c(5, 0), c(1, 7), c(9, 3), c(16, 8), c(17, 7), c(18, 7), c(12, 12), c(30, 20), c(60, 39), c(49, 50), c(99, 0))
of_moves <- lapply(moves, function(pair) {
  n <- sum(pair); fewer <- min(pair)
  p <- if (pair[1] == pair[2]) 1 else 2 * pbinom(fewer, n, 0.5) - dbinom(fewer, n, 0.5)
  list(gained = pair[1], lost = pair[2], midP = p)
})

# The log-rank statistic of all choices of the first k, by survdiff; 0 where it has no variance
log_rank <- function(duration, left, chosen) {
  group <- seq_along(duration) %in% chosen
  chisq <- survdiff(Surv(duration, left) ~ group)$chisq
  if (is.finite(chisq)) chisq else 0
}
lifetimes <- c(list(list(c(1, 2, 2, 4, 7, 12, 5, 9, 12, 12, 13, 15), rep(1, 12), 6), list(c(1, 9, 9, 9, 9, 9), c(1, 0, 0, 0, 0, 0), 1),
                    list(c(1, 2, 5, 5, 7, 9), c(0, 1, 1, 0, 0, 1), 1), list(c(9, 2, 5, 5, 7, 9), c(1, 1, 1, 0, 0, 1), 2)),
               lapply(1:20, function(i) { n <- sample(5:10, 1); list(sample(if (i %% 2) 1:4 else 1:30, n, TRUE), c(1, rbinom(n - 1, 1, 0.6)), sample(1:4, 1)) }))
lifetimes <- Filter(function(one) log_rank(one[[1]], one[[2]], 1:one[[3]]) > 0, lifetimes)
of_lifetimes <- lapply(lifetimes, function(one) {
  k <- one[[3]]
  observed <- log_rank(one[[1]], one[[2]], 1:k)
  p <- over_all_choices(length(one[[1]]), k, function(chosen) log_rank(one[[1]], one[[2]], chosen), observed)
  list(duration = one[[1]], left = one[[2]], chosen = k, statistic = observed, pValue = p)
})

content <- list(shares = of_shares, netScores = of_nets, shifts = of_shifts, mcnemar = of_moves, lifetimes = of_lifetimes)
source <- sprintf("exact.R (%s, survival %s)", R.version.string, packageVersion("survival"))
lines <- c(paste0('"source":', json(source)), vapply(names(content), function(key) {
  paste0('"', key, '":[\n', paste(vapply(content[[key]], json, ""), collapse = ",\n"), "\n]")
}, ""))
writeLines(paste0("{\n", paste(lines, collapse = ",\n"), "\n}"), file.path(folder, "exact.json"))
cat(vapply(names(content), function(key) paste0(key, ": ", length(content[[key]])), ""), sep = "\n")
