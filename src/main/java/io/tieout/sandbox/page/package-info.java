/// The web page on loopback where one person plays the whole company: everybody in Slack, the sales
/// people in the CRM, the bookkeeper, the customers who pay, the clock and the faults. It uses the
/// stand-ins as their own screens would and knows nothing of Tieout but what the house says of
/// itself. Serves 127.0.0.1 alone; another site cannot drive it. Keeps nothing; has no table.
@Room(
    name = "sandbox.page",
    mayUse = {
      "value.json",
      "value.money",
      "sandbox.host",
      "sandbox.world",
      "sandbox.slack",
      "sandbox.side"
    })
@NullMarked
package io.tieout.sandbox.page;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
