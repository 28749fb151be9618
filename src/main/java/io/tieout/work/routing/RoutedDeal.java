package io.tieout.work.routing;

import io.tieout.fact.crm.Account;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.crm.DealLine;
import java.util.List;
import java.util.function.Supplier;

/// What rules look at.
///
/// @param lines read when a rule asks for them
public record RoutedDeal(String crm, Deal deal, Account account, Supplier<List<DealLine>> lines) {}
