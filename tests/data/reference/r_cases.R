# Makes r_cases.json: random data and what R says of them. Not needed by any test; run it as
#   Rscript r_cases.R > r_cases.json
# with the packages jsonlite, qcc (2.7), nortest and MASS. Written with R 4.2.2.
suppressMessages({library(jsonlite); library(qcc); library(nortest); library(MASS)})
set.seed(20260701, kind = "Mersenne-Twister", normal.kind = "Inversion")
cases <- list()
case <- function(id, topic, r, rel, input, expected)
  cases[[length(cases) + 1]] <<- list(id = id, topic = topic, r = r, rel = rel, input = input, expected = expected)
text <- function(x, digits) formatC(x, format = "f", digits = digits)

d2 <- function(n) integrate(function(w) 1 - ptukey(w, n, Inf), 0, 20, rel.tol = 1e-10, subdivisions = 1000)$value
d3 <- function(n) sqrt(integrate(function(w) 2 * w * (1 - ptukey(w, n, Inf)), 0, 20, rel.tol = 1e-10, subdivisions = 1000)$value - d2(n)^2)
c4 <- function(n) sqrt(2 / (n - 1)) * gamma(n / 2) / gamma((n - 1) / 2)
for (n in c(2:10, 15, 25))
  case(paste0("constants-", n), "constants", "ptukey, gamma", 2e-6, list(n = n), list(d2 = d2(n), d3 = d3(n), c4 = c4(n)))

# Capability by overall sigma
# pt() is exact up to a noncentrality of 37.62 only: beyond it no value is given.
nct <- function(index, n, p) if (3 * sqrt(n) * (0.3 + 1.5 * abs(index)) > 37) NULL else uniroot(function(d) pt(3 * sqrt(n) * index, n - 1, 3 * sqrt(n) * d) - p, index + c(-1, 1) * (0.3 + 0.5 * abs(index)) * (1 + 2 / sqrt(n)), tol = 1e-12)$root
overall <- function(id, x, lsl, usl, target) {
  m <- mean(x); s <- sd(x); n <- length(x)
  cpl <- if (is.null(lsl)) NA else (m - as.numeric(lsl)) / (3 * s)
  cpu <- if (is.null(usl)) NA else (as.numeric(usl) - m) / (3 * s)
  expected <- list(mean = m, sd = s, ppk = min(cpl, cpu, na.rm = TRUE))
  expected$ppm <- 1e6 * sum(pnorm(-3 * cpl), pnorm(-3 * cpu), na.rm = TRUE)
  if (!is.na(cpl)) expected$ppl_ci <- c(nct(cpl, n, 0.975), nct(cpl, n, 0.025))
  if (!is.na(cpu)) expected$ppu_ci <- c(nct(cpu, n, 0.975), nct(cpu, n, 0.025))
  if (!is.na(cpl) && !is.na(cpu)) {
    pdf(NULL)
    q <- process.capability(qcc(x, type = "xbar.one", plot = FALSE), as.numeric(c(lsl, usl)), as.numeric(target), std.dev = s, print = FALSE)
    # Degrees of freedom as in Boyles 1991; qcc 2.7 leaves out the square above the line.
    b <- ((m - as.numeric(target)) / s)^2; df <- n * (1 + b)^2 / (1 + 2 * b)
    boyles <- q$indices["Cpm", 1] * sqrt(qchisq(c(0.025, 0.975), df) / df)
    expected <- c(expected, list(pp = q$indices["Cp", 1], pp_ci = q$indices["Cp", 2:3], ppk_ci = sort(q$indices["Cp_k", 2:3]),
                                 cpm = q$indices["Cpm", 1], cpm_ci = boyles))
  }
  case(id, "overall", "mean, sd, pnorm, pt with uniroot, qcc::process.capability, qchisq", 1e-7,
       list(data = text(x, 3), lsl = lsl, usl = usl, target = target), lapply(expected, unname))
}
for (n in c(3, 5, 8, 13, 25, 50, 125, 400)) {
  x <- round(rnorm(n, 10, 0.1), 3)
  overall(paste0("overall-", n), x, "9.600", "10.450", "10.000")
  overall(paste0("overall-lower-", n), x, "9.700", NULL, NULL)
  overall(paste0("overall-upper-", n), x, NULL, "10.050", NULL)
}
overall("overall-outside", round(rnorm(40, 10, 0.1), 3), "10.050", "10.900", "10.300")

# Sigma within
within <- function(id, sizes) {
  x <- lapply(sizes, function(n) round(rnorm(n, 50 + rnorm(1, 0, 0.3), 1), 2))
  g <- factor(rep(seq_along(sizes), sizes)); v <- unlist(x)
  pad <- t(sapply(x, function(r) c(r, rep(NA, max(sizes) - length(r)))))
  if (max(sizes) == 1) stop()
  R <- sapply(x, function(r) diff(range(r))); S <- sapply(x, sd)
  D2 <- sapply(sizes, d2); D3 <- sapply(sizes, d3); C4 <- c4(sizes)
  w <- (D2 / D3)^2; u <- C4^2 / (1 - C4^2)
  expected <- list(pooled = sqrt(anova(lm(v ~ g))["Residuals", "Mean Sq"]), sbar = sum(S / C4 * u) / sum(u),
                   sbar_qcc = sd.xbar(pad, sizes, "MVLUE-SD"), pooled_qcc = sd.xbar(pad, sizes, "RMSDF") * exp(0.5 * log(2 / sum(sizes - 1)) + lgamma((sum(sizes - 1) + 1) / 2) - lgamma(sum(sizes - 1) / 2)))
  if (max(sizes) <= 10) expected <- c(expected, list(rbar = sum(R / D2 * w) / sum(w)))
  case(id, "within", "anova(lm), ptukey; qcc::sd.xbar RMSDF, MVLUE-SD", 1e-6, list(data = text(v, 2), sizes = sizes), expected)
  # qcc's d2 has three decimals.
  if (max(sizes) <= 10) case(paste0(id, "-qcc"), "within", "qcc::sd.xbar MVLUE-R", 5e-4, list(data = text(v, 2), sizes = sizes), list(rbar = sd.xbar(pad, sizes, "MVLUE-R")))
}
for (size in c(2, 3, 5, 8, 10, 12)) within(paste0("within-", size), rep(size, 20))
within("within-two", c(4, 4)); within("within-unequal", c(5, 4, 5, 3, 2, 5, 5, 4, 6, 10)); within("within-unequal-large", c(11, 12, 9, 15, 4))

# Control charts
chart <- function(id, kind, r, input, q, second = NULL, rel = 1e-6) {
  one <- function(q) list(center = unname(q$center), lcl = unname(q$limits[, 1]), ucl = unname(q$limits[, 2]), points = unname(q$statistics))
  case(id, "chart", r, rel, c(list(kind = kind), input), list(first = one(q), second = if (!is.null(second)) one(second)))
}
for (size in c(2, 5, 9)) {
  m <- matrix(round(rnorm(20 * size, 100, 2), 2), 20)
  data <- list(data = text(as.vector(t(m)), 2), sizes = rep(size, 20))
  chart(paste0("xbar-r-", size), "xbar-r", "qcc xbar (UWAVE-R) and R", data, qcc(m, "xbar", plot = FALSE), qcc(m, "R", plot = FALSE), 5e-4)
  chart(paste0("xbar-s-", size), "xbar-s", "qcc xbar (UWAVE-SD) and S", data, qcc(m, "xbar", std.dev = "UWAVE-SD", plot = FALSE), qcc(m, "S", plot = FALSE))
}
for (n in c(10, 60)) {
  x <- round(rnorm(n, 5, 0.2), 2); v <- abs(diff(x)); s <- mean(v) / d2(2)
  chart(paste0("i-mr-", n), "i-mr", "qcc xbar.one; mean of abs(diff) with ptukey", list(data = text(x, 2)),
        qcc(x, "xbar.one", std.dev = s, plot = FALSE),
        list(center = mean(v), limits = cbind(0, mean(v) + 3 * d3(2) * s), statistics = v))
}
n <- sample(60:140, 24); x <- rbinom(24, n, 0.05)
chart("p", "p", "qcc p", list(data = as.character(x), samples = n), qcc(x, "p", sizes = n, plot = FALSE))
x <- rbinom(24, 80, 0.1)
chart("np", "np", "qcc np", list(data = as.character(x), samples = rep(80, 24)), qcc(x, "np", sizes = 80, plot = FALSE))
x <- rpois(24, 6)
chart("c", "c", "qcc c", list(data = as.character(x)), qcc(x, "c", plot = FALSE))
n <- round(runif(24, 0.5, 3), 1); x <- rpois(24, 4 * n)
chart("u", "u", "qcc u", list(data = as.character(x), samples = n), qcc(x, "u", sizes = n, plot = FALSE))
for (size in c(1, 4)) {
  m <- matrix(round(rnorm(30 * size, 20, 1), 2), 30)
  s <- if (size == 1) mean(abs(diff(m[, 1]))) / d2(2) else mean(apply(m, 1, function(r) diff(range(r)))) / d2(size)
  input <- list(data = text(as.vector(t(m)), 2), sizes = if (size > 1) rep(size, 30))
  e <- ewma(m, std.dev = s, lambda = 0.2, nsigmas = 3, plot = FALSE)
  case(paste0("ewma-", size), "chart", "qcc::ewma", 1e-6, c(list(kind = "ewma"), input),
       list(first = list(center = e$center, lcl = unname(e$limits[, 1]), ucl = unname(e$limits[, 2]), points = unname(e$y))))
  k <- cusum(m, std.dev = s, se.shift = 1, decision.interval = 5, plot = FALSE)
  case(paste0("cusum-", size), "chart", "qcc::cusum", 1e-6, c(list(kind = "cusum"), input),
       list(first = list(center = 0, lcl = -5, ucl = 5, points = unname(k$pos), lower = unname(k$neg))))
}

# Normality
for (n in c(8, 11, 12, 25, 50, 120, 1000, 4000)) for (shape in c("normal", "exponential", "rounded")) {
  x <- switch(shape, normal = round(rnorm(n, 3, 1), 4), exponential = round(rexp(n), 4), rounded = round(rnorm(n, 3, 1), 1))
  a <- ad.test(x); w <- shapiro.test(x)
  case(paste("normality", shape, n, sep = "-"), "normality", "nortest::ad.test, shapiro.test", 1e-6,
       list(data = text(x, 4)), list(ad = unname(a$statistic), ad_p = a$p.value, w = unname(w$statistic), w_p = w$p.value))
}

# Distributions
shares <- c(0.00135, 0.5, 0.99865)
best <- function(f, start) { o <- optim(start, f, method = "Nelder-Mead", control = list(reltol = 1e-15, maxit = 20000)); optim(o$par, f, method = "Nelder-Mead", control = list(reltol = 1e-15, maxit = 20000))$par }
fit <- function(id, method, r, x, parameters, percentiles, digits, rel) {
  usl <- text(max(x) * 1.3, digits)
  case(id, "fit", r, rel, list(method = method, data = text(x, digits), usl = usl),
       list(parameters = parameters, percentiles = percentiles, ppu = (as.numeric(usl) - percentiles[2]) / (3 * (percentiles[3] - percentiles[2])) * 3))
}
for (n in c(30, 100, 500)) {
  x <- round(rweibull(n, 1.8, 4), 4) + 0.0001
  p <- exp(best(function(p) -sum(dweibull(x, exp(p[1]), exp(p[2]), log = TRUE)), log(c(1.5, mean(x)))))
  fit(paste0("weibull-", n), "weibull", "optim of dweibull, qweibull", x, list(shape = p[1], scale = p[2]), qweibull(shares, p[1], p[2]), 4, 1e-5)
  x <- round(rgamma(n, 2.5, scale = 1.4), 4) + 0.0001
  p <- exp(best(function(p) -sum(dgamma(x, exp(p[1]), scale = exp(p[2]), log = TRUE)), log(c(2, mean(x) / 2))))
  fit(paste0("gamma-", n), "gamma", "optim of dgamma, qgamma", x, list(shape = p[1], scale = p[2]), qgamma(shares, p[1], scale = p[2]), 4, 1e-5)
  x <- round(rlnorm(n, 0.3, 0.5), 4)
  fit(paste0("lognormal-", n), "lognormal", "mean and sd of log, qlnorm", x, list(mean = mean(log(x)), sd = sd(log(x))), qlnorm(shares, mean(log(x)), sd(log(x))), 4, 1e-9)
  x <- round(rexp(n, 0.5), 4)
  f <- fitdistr(x, "exponential")
  fit(paste0("exponential-", n), "exponential", "MASS::fitdistr, qexp", x, list(scale = 1 / unname(f$estimate)), qexp(shares, unname(f$estimate)), 4, 1e-9)
  x <- abs(round(rnorm(n, 1.2, 1), 4))
  p <- best(function(p) -sum(log(dnorm(x, p[1], exp(p[2])) + dnorm(-x, p[1], exp(p[2])))), c(mean(x), log(sd(x))))
  cdf <- function(q) pnorm(q, p[1], exp(p[2])) - pnorm(-q, p[1], exp(p[2]))
  q <- sapply(shares, function(s) uniroot(function(q) cdf(q) - s, c(0, 100), tol = 1e-13)$root)
  fit(paste0("folded-normal-", n), "folded-normal", "optim of dnorm + dnorm, uniroot", x, list(location = abs(p[1]), scale = exp(p[2])), q, 4, 1e-6)
  x <- round(rgamma(n, 3, scale = 2), 4) + 0.0001
  lik <- function(l) { b <- boxcox(x ~ 1, lambda = l, plotit = FALSE, interp = FALSE, eps = 1e-12); b$y }
  l <- optimize(lik, c(-2, 3), maximum = TRUE, tol = 1e-10)$maximum
  y <- (x^l - 1) / l
  fit(paste0("box-cox-", n), "box-cox", "MASS::boxcox with optimize, qnorm", x, list(lambda = l), (1 + l * qnorm(shares, mean(y), sd(y)))^(1 / l), 4, 1e-4)
}

# Gauge studies
gauge <- function(id, parts, operators, trials, sp, so, si, se) {
  d <- expand.grid(trial = 1:trials, operator = 1:operators, part = 1:parts)
  p <- rnorm(parts, 0, sp); o <- rnorm(operators, 0, so); i <- matrix(rnorm(parts * operators, 0, si), parts)
  d$y <- round(10 + p[d$part] + o[d$operator] + i[cbind(d$part, d$operator)] + rnorm(nrow(d), 0, se), 3)
  d$part <- factor(d$part); d$operator <- factor(d$operator)
  full <- anova(lm(y ~ part * operator, d)); pint <- full["part:operator", "Pr(>F)"]
  a <- if (pint > 0.25) anova(lm(y ~ part + operator, d)) else full
  e <- a["Residuals", "Mean Sq"]; against <- if (pint > 0.25) e else a["part:operator", "Mean Sq"]
  vo <- (a["operator", "Mean Sq"] - against) / (parts * trials); vp <- (a["part", "Mean Sq"] - against) / (operators * trials)
  vi <- if (pint > 0.25) 0 else (against - e) / trials
  case(id, "gauge", "anova(lm(y ~ part * operator)); components as in SixSigma::ss.rr", 1e-7,
       list(parts = parts, operators = operators, trials = trials, data = text(d$y, 3)),
       list(ss = unname(full[["Sum Sq"]]), p_interaction = pint, clipped = c("operator", "interaction", "part")[c(vo, vi, vp) < 0],
            repeatability = sqrt(e), reproducibility = sqrt(max(vo, 0) + max(vi, 0)), part = sqrt(max(vp, 0))))
}
gauge("gauge-usual", 10, 3, 3, 1, 0.2, 0, 0.2); gauge("gauge-interaction", 10, 3, 2, 1, 0.1, 0.4, 0.1)
gauge("gauge-small", 5, 2, 2, 1, 0.3, 0.2, 0.2); gauge("gauge-poor", 8, 3, 3, 0.02, 0, 0, 0.5)
gauge("gauge-large", 25, 4, 5, 2, 0.5, 0.3, 0.4); gauge("gauge-no-operator", 10, 2, 3, 1, 0, 0.3, 0.1)

# Two samples, proportions, trends
for (n in c(3, 5, 10, 30)) {
  x <- round(rnorm(n, 5, 0.2), 3); y <- round(x + rnorm(n, 0.02, 0.05), 3); z <- round(rnorm(n + 2, 5.1, 0.3), 3)
  a <- t.test(x, y, paired = TRUE)
  case(paste0("paired-", n), "compare", "t.test paired, cor.test of sums and differences", 1e-7, list(paired = TRUE, ours = text(x, 3), theirs = text(y, 3)),
       list(t = unname(a$statistic), df = unname(a$parameter), p = a$p.value, interval = as.vector(a$conf.int), variance_p = cor.test(x + y, x - y)$p.value))
  a <- t.test(x, z); v <- var.test(x, z)
  case(paste0("welch-", n), "compare", "t.test, var.test", 1e-7, list(paired = FALSE, ours = text(x, 3), theirs = text(z, 3)),
       list(t = unname(a$statistic), df = unname(a$parameter), p = a$p.value, interval = as.vector(a$conf.int), variance_p = v$p.value))
}
for (k in list(c(0, 50), c(1, 50), c(50, 50), c(7, 1000), c(0, 1e6), c(3, 1e6), c(250, 1e7))) {
  b <- binom.test(k[1], k[2]); u <- binom.test(k[1], k[2], alternative = "less")
  case(paste("binomial", k[1], k[2], sep = "-"), "binomial", "binom.test", 1e-9, list(defective = k[1], units = k[2]),
       list(interval = as.vector(b$conf.int), upper = u$conf.int[2]))
}
for (k in 1:3) {
  n <- sample(500:2000, 12); x <- rbinom(12, n, 0.01 + 0.001 * k * (1:12))
  a <- prop.trend.test(x, n)
  case(paste0("trend-", k), "trend", "prop.trend.test, lm with weights", 1e-9, list(defective = x, units = n),
       list(chi_square = unname(a$statistic), p = a$p.value, per_period = 1e6 * unname(coef(lm(I(x / n) ~ seq_along(x), weights = n))[2])))
}
cat(toJSON(list(r = R.version.string, cases = cases), auto_unbox = TRUE, digits = NA, null = "null", na = "null"))
