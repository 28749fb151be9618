/// Copies of the audit's entries about deals, kept beside the deals in a CRM for whoever looks
/// there. Follows the chain in its order and at its own pace; the chain never waits for it, and no
/// copy is ever read back as evidence. Owns `audit_copy`.
@Room(
    name = "engine.auditcopy",
    mayUse = {
      "engine.audit",
      "engine.db",
      "engine.finding",
      "engine.halt",
      "engine.proposal",
      "fact.crm",
      "value.fault",
      "value.json",
      "value.seal"
    })
@NullMarked
package io.tieout.engine.auditcopy;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
