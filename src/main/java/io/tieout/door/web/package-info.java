/// Where machines come in: webhooks, health, readiness and metrics, on Jetty. The only room that
/// names servlets. It checks size and shape, asks a verifier, stores what is genuine in the inbox
/// and only then answers; it decides nothing else.
@Room(
    name = "door.web",
    mayUse = {"engine.inbox", "value.json"})
@NullMarked
package io.tieout.door.web;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
