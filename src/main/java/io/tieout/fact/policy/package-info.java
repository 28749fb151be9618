/// Rules a person can read: a change with its circumstances in, a ruling with its reasons out.
/// Pure; the policy's text and version come from outside.
@Room(
    name = "fact.policy",
    mayUse = {"fact.party", "fact.change", "value.money", "value.json"})
@NullMarked
package io.tieout.fact.policy;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
