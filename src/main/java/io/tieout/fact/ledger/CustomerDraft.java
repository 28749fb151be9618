package io.tieout.fact.ledger;

import io.tieout.fact.party.Address;
import java.util.Optional;
import org.joda.money.CurrencyUnit;

/// A customer to be created.
///
/// @param displayName unique in the book across customers, vendors and employees
/// @param mark ours, kept in the customer's notes, by which it can be found again
public record CustomerDraft(
    String displayName,
    Optional<String> companyName,
    Optional<String> email,
    Optional<String> phone,
    Address billing,
    Address shipping,
    CurrencyUnit currency,
    String mark) {}
