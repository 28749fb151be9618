package io.tieout.sandbox.side;

import java.math.BigDecimal;

/// A line of a deal as a page shows it.
///
/// @param discountPercent 10 means 10 %
public record LineView(
    String id,
    String product,
    String code,
    BigDecimal quantity,
    BigDecimal unitPrice,
    BigDecimal discountPercent,
    BigDecimal total) {}
