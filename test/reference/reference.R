# What the generating R scripts share: how numbers are written.

# The shortest text that reads back as the same double; NULL, NA and NaN are null; vectors are arrays; lists are objects.
json <- function(value) {
  if (is.null(value)) return("null")
  if (is.list(value)) {
    parts <- vapply(value, json, "")
    if (is.null(names(value))) return(paste0("[", paste(parts, collapse = ","), "]"))
    return(paste0("{", paste0('"', names(value), '":', parts, collapse = ","), "}"))
  }
  if (is.matrix(value)) return(paste0("[", paste(apply(value, 1, function(row) json(I(row))), collapse = ","), "]"))
  parts <- vapply(value, function(one) {
    if (is.na(one)) return("null")
    if (is.character(one)) return(paste0('"', one, '"'))
    if (is.infinite(one)) stop("JSON has no infinity")
    for (digits in 15:17) {
      text <- sprintf(paste0("%.", digits, "g"), one)
      if (as.numeric(text) == one) return(text)
    }
    stop("no text for a number")
  }, "")
  if (length(value) == 1 && !inherits(value, "AsIs")) parts else paste0("[", paste(parts, collapse = ","), "]")
}
