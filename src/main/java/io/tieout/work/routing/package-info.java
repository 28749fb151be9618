/// Which book a deal belongs to, by the company's rules on country, region, currency, product line
/// and fields of deal and account. Pure. It never guesses: a deal that no rule claims, or that two
/// books would have to share, goes to a person.
@Room(
    name = "work.routing",
    mayUse = {"fact.crm", "fact.party"})
@NullMarked
package io.tieout.work.routing;

import io.tieout.Room;
import org.jspecify.annotations.NullMarked;
