/// The CRM's vocabulary (deals, lines, accounts, contacts, quotes) and the ports to read and write
/// it. `CrmWriter` is for the effect room alone.
@Room(
    name = "fact.crm",
    mayUse = {"fact.party", "value.money", "value.fault"})
@NullMarked
package io.tieout.fact.crm;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
