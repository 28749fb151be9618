/// QuickBooks Online: its books as `fact.ledger` records, drafts as its requests, its faults as
/// ours, its webhooks verified and read. Names one vendor and holds no state but an access token
/// and the book's settings for a few minutes; the refresh token lives in a [TokenVault] that
/// somebody else keeps. Decides nothing about what may be posted. No tables.
@Room(
    name = "vendor.quickbooks",
    mayUse = {
      "fact.check",
      "fact.ledger",
      "fact.party",
      "value.fault",
      "value.json",
      "value.money",
      "vendor.http",
      "vendor.oauth",
      "value.secret"
    })
@NullMarked
package io.tieout.vendor.quickbooks;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
