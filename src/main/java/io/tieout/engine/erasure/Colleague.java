package io.tieout.engine.erasure;

import java.util.Optional;

/// A person of the company, as the configuration names them.
public record Colleague(String slackId, String name, Optional<String> email) {}
