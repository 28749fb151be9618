/// A Slack workspace on loopback: the Web API as Slack's own clients call it, the signed events,
/// interactions and slash commands that Slack sends, and the people who read, type and click. Keeps
/// everything in memory; knows nothing of the app it talks to but its addresses.
@Room(
    name = "sandbox.slack",
    mayUse = {"value.json", "fact.party", "sandbox.host", "sandbox.world"})
@NullMarked
package io.tieout.sandbox.slack;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
