/// A stand-in for Xero on loopback: OAuth with rotating refresh tokens, granular scopes and several
/// organisations behind one consent, the Accounting API with its envelopes, dates, filters, paging,
/// limits and idempotency keys, and signed webhooks with their intent to receive. The books
/// themselves are kept by `sandbox.xerobooks`. Knows nothing of Tieout's own connector: Xero's
/// unmodified Java client is its judge. Never used outside the sandbox.
@Room(
    name = "sandbox.xero",
    mayUse = {
      "value.json",
      "value.money",
      "sandbox.host",
      "sandbox.world",
      "sandbox.side",
      "sandbox.xerobooks"
    })
@NullMarked
package io.tieout.sandbox.xero;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
