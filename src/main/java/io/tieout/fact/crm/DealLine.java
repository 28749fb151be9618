package io.tieout.fact.crm;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.Money;

/// One product line of a deal.
///
/// @param unitPrice the sales price per unit before `discountPercent`; may have more decimals than
///   the currency keeps
/// @param discountPercent 10 means 10 %
/// @param productFamily the product line, as the CRM groups products
/// @param total the CRM's own net amount of the line
public record DealLine(
    String id,
    String dealId,
    Optional<String> productId,
    Optional<String> productCode,
    Optional<String> productFamily,
    String name,
    Optional<String> description,
    BigDecimal quantity,
    BigDecimal unitPrice,
    Optional<BigDecimal> listPrice,
    BigDecimal discountPercent,
    Money total,
    Optional<LocalDate> serviceDate,
    String version) {}
