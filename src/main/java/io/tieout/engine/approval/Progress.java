package io.tieout.engine.approval;

import java.util.Optional;

/// How far one step of an approved change is, for the card.
///
/// @param name for example `create-invoice`
/// @param state of the effect, for example `CONFIRMED`
/// @param detail in words for people
/// @param link where a person can look at what was made
public record Progress(String name, String state, String detail, Optional<String> link) {}
