/// Xero: one organisation's books as `fact.ledger` records, drafts as its requests, its faults as
/// ours, its webhooks verified and read. Names one vendor and holds no state but an access token,
/// what is left of the organisation's calls, and its settings for a few minutes; a refresh token
/// lives in a [TokenVault] that somebody else keeps. Decides nothing about what may be posted. No
/// tables.
@Room(
    name = "vendor.xero",
    mayUse = {
      "fact.check",
      "fact.ledger",
      "fact.party",
      "value.fault",
      "value.json",
      "value.money",
      "value.secret",
      "vendor.http",
      "vendor.oauth"
    })
@NullMarked
package io.tieout.vendor.xero;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
