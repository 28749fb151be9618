package io.tieout.engine.effect;

import io.tieout.engine.db.Sql;

/// How many effects are open, for watching.
///
/// @param waiting planned, or being sent
/// @param uncertain those that may or may not have happened
public record EffectCounts(long waiting, long uncertain) {
  private static final String NOW =
      """
      select count(*) filter (where v.state in ('PLANNED', 'SENT')) as waiting,
             count(*) filter (where v.state = 'UNCERTAIN') as uncertain
        from effect_event v
       where v.state in ('PLANNED', 'SENT', 'UNCERTAIN')
         and not exists (select 1 from effect_event n
                          where n.effect_id = v.effect_id and n.seq = v.seq + 1)
      """;

  public static EffectCounts now(Sql sql) {
    return sql.ask(NOW)
        .one(row -> new EffectCounts(row.number("waiting"), row.number("uncertain")));
  }
}
