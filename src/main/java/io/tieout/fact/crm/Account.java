package io.tieout.fact.crm;

import io.tieout.fact.party.Address;
import java.util.Optional;

/// A company the CRM sells to.
public record Account(
    String id,
    String name,
    Optional<String> accountNumber,
    Address billing,
    Address shipping,
    Optional<String> phone,
    Optional<String> website,
    String version,
    String url) {}
