package io.tieout.engine.effect;

import java.time.Instant;
import java.util.Optional;

/// One step of a proposal as it stands.
///
/// @param name for example `create-invoice`
/// @param detail in words for people
/// @param link where a person can look at what was made
/// @param since when it came to this state
public record StepView(
    String name, EffectState state, String detail, Optional<String> link, Instant since) {}
