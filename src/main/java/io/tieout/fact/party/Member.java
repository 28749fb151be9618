package io.tieout.fact.party;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.joda.money.Money;

/// One person of the company: who they are in each system, what they may do, and when they work.
///
/// @param limits the most this person may approve, one for each currency; none when only roles and
///   policy limit them. With limits in other currencies than an amount's, it is above them.
/// @param hours empty when every hour counts as working time
/// @param away when somebody else decides in their place
/// @param crmUsers their user ids in the CRMs, by the CRM's name
public record Member(
    String slackUserId,
    String name,
    Optional<String> email,
    Set<Role> roles,
    List<Money> limits,
    Optional<WorkingHours> hours,
    List<Delegation> away,
    Map<String, String> crmUsers) {
  public Member {
    Set<Role> sorted = new TreeSet<>(Comparator.comparing(Role::name));
    sorted.addAll(roles);
    roles = Collections.unmodifiableSet(sorted);
    limits = List.copyOf(limits);
    away = List.copyOf(away);
    crmUsers = Collections.unmodifiableMap(new TreeMap<>(crmUsers));
  }

  /// Somebody without limits, always at work, never away.
  public Member(String slackUserId, String name, Optional<String> email, Set<Role> roles) {
    this(slackUserId, name, email, roles, List.of(), Optional.empty(), List.of(), Map.of());
  }

  public boolean has(Role role) {
    return roles.contains(role);
  }

  /// Whether the amount is within the person's own limit.
  public boolean mayApprove(Money amount) {
    return limits.isEmpty()
        || limits.stream()
            .anyMatch(limit -> limit.isSameCurrency(amount) && !amount.isGreaterThan(limit));
  }

  public ZoneId zone() {
    return hours.map(WorkingHours::zone).orElse(ZoneOffset.UTC);
  }

  /// Who decides in this person's place at that moment.
  public List<Delegation> awayAt(Instant when) {
    LocalDate day = when.atZone(zone()).toLocalDate();
    return away.stream().filter(delegation -> delegation.on(day)).toList();
  }

  public Member withRoles(Set<Role> others) {
    return new Member(slackUserId, name, email, others, limits, hours, away, crmUsers);
  }

  public Member withLimits(List<Money> others) {
    return new Member(slackUserId, name, email, roles, others, hours, away, crmUsers);
  }

  public Member withHours(WorkingHours other) {
    return new Member(slackUserId, name, email, roles, limits, Optional.of(other), away, crmUsers);
  }

  public Member withAway(List<Delegation> others) {
    return new Member(slackUserId, name, email, roles, limits, hours, others, crmUsers);
  }
}
