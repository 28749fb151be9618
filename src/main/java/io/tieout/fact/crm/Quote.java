package io.tieout.fact.crm;

import java.math.BigDecimal;
import java.util.Optional;
import org.joda.money.Money;

/// The quote a deal was won on.
///
/// @param total the quote's grand total
/// @param discountPercent discount on the whole quote; 10 means 10 %
/// @param documentId the newest PDF of the quote, when there is one
public record Quote(
    String id,
    String dealId,
    String number,
    String status,
    Money total,
    BigDecimal discountPercent,
    Optional<String> documentId,
    String version,
    String url) {}
