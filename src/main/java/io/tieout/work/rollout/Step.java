package io.tieout.work.rollout;

import io.tieout.value.json.Json;

/// A change of the rollout document, ready to be approved and put in force.
///
/// @param base the number of the version it was made from
/// @param name of the step, by which it can be rolled back
/// @param body the whole new document
/// @param summary one sentence for whoever approves
/// @param further whether more goes by itself than before; else nobody has to approve
public record Step(
    long base, String name, String body, String summary, Json.Obj evidence, boolean further) {}
