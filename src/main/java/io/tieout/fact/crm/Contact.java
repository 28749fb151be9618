package io.tieout.fact.crm;

import java.util.Optional;

/// A person at an account.
public record Contact(
    String id,
    String accountId,
    String name,
    Optional<String> email,
    Optional<String> phone,
    String version)
    implements CrmRecord {}
