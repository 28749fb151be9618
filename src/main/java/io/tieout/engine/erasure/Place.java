package io.tieout.engine.erasure;

/// A table that may name people, and how it is read and freed of them. Each is read as `key`, `doc`
/// (the columns as a tree), `busy` (still worked with) and `proposal` (whose record it is, or
/// none), and written back from the tree.
enum Place {
  SIGNALS(
      "signals",
      """
      select cast(s.id as text) as key, jsonb_build_object('body', s.body) as doc,
             w.state in ('waiting', 'working') as busy, cast(null as text) as proposal
        from signal s join signal_work w on w.signal = s.id
       where exists (select 1 from unnest(:values) as v (value)
                      where strpos(lower(cast(s.body as text)), v.value) > 0)
      """,
      "update signal set body = cast(:doc as jsonb) -> 'body' where id = cast(:key as bigint)"),
  ATTEMPTS(
      "attempts on signals",
      """
      select a.signal || '/' || a.attempt as key, jsonb_build_object('message', a.message) as doc,
             false as busy, cast(null as text) as proposal
        from signal_attempt a
       where exists (select 1 from unnest(:values) as v (value)
                      where strpos(lower(a.message), v.value) > 0)
      """,
      """
      update signal_attempt set message = cast(:doc as jsonb) ->> 'message'
       where signal || '/' || attempt = :key
      """),
  COPIES(
      "copies of other records",
      """
      select m.system || ' ' || m.kind || ' ' || m.id as key,
             jsonb_build_object('name', m.name, 'body', m.body, 'numbers', m.numbers) as doc,
             false as busy, cast(null as text) as proposal
        from mirror_record m
       where exists (select 1 from unnest(:values) as v (value)
                      where strpos(lower(m.name || ' ' || cast(m.body as text)), v.value) > 0)
      """,
      """
      update mirror_record
         set name = cast(:doc as jsonb) ->> 'name', body = cast(:doc as jsonb) -> 'body',
             numbers = array(select jsonb_array_elements_text(cast(:doc as jsonb) -> 'numbers'))
       where system || ' ' || kind || ' ' || id = :key
      """),
  TRANSCRIPTS(
      "lines of transcripts",
      """
      select cast(s.id as text) as key, jsonb_build_object('words', s.words) as doc,
             false as busy, cast(null as text) as proposal
        from slack_said s
       where exists (select 1 from unnest(:values) as v (value)
                      where strpos(lower(s.words), v.value) > 0)
      """,
      """
      update slack_said set words = cast(:doc as jsonb) ->> 'words'
       where id = cast(:key as bigint)
      """),
  NOTICES(
      "notices to people",
      """
      select cast(n.id as text) as key,
             jsonb_build_object('body', n.body, 'message', n.message, 'key', n.key) as doc,
             n.ended_at is null as busy, cast(null as text) as proposal
        from notice_outbox n
       where exists (select 1 from unnest(:values) as v (value)
                      where strpos(lower(n.key || n.message || cast(n.body as text)), v.value) > 0)
      """,
      """
      update notice_outbox
         set body = cast(:doc as jsonb) -> 'body', message = cast(:doc as jsonb) ->> 'message',
             key = cast(:doc as jsonb) ->> 'key'
       where id = cast(:key as bigint)
      """),
  FINDINGS(
      "findings",
      """
      select f.id as key,
             jsonb_build_object('title', f.title, 'text', f.text, 'choices', f.choices) as doc,
             not exists (select 1 from finding_event r
                          where r.finding = f.id and r.what = 'resolved') as busy,
             cast(null as text) as proposal
        from finding f
       where exists (select 1 from unnest(:values) as v (value)
                      where strpos(lower(f.title || ' ' || f.text || ' ' || cast(f.choices as text)),
                                   v.value) > 0)
      """,
      """
      update finding
         set title = cast(:doc as jsonb) ->> 'title', text = cast(:doc as jsonb) ->> 'text',
             choices = cast(:doc as jsonb) -> 'choices'
       where id = :key
      """),
  ANSWERS_TO_FINDINGS(
      "answers to findings",
      """
      select e.finding || ' ' || e.what as key,
             jsonb_build_object('person', e.person, 'value', e.value, 'why', e.why) as doc,
             false as busy, cast(null as text) as proposal
        from finding_event e
       where exists (select 1 from unnest(:values) as v (value)
                      where strpos(lower(concat_ws(' ', e.person, e.value, e.why)), v.value) > 0)
      """,
      """
      update finding_event
         set person = cast(:doc as jsonb) ->> 'person', value = cast(:doc as jsonb) ->> 'value',
             why = cast(:doc as jsonb) ->> 'why'
       where finding || ' ' || what = :key
      """),
  ANSWERS(
      "answers about books",
      """
      select a.key as key, jsonb_build_object('person', a.person) as doc,
             false as busy, cast(null as text) as proposal
        from invoicing_answer a
       where exists (select 1 from unnest(:values) as v (value)
                      where strpos(lower(a.person), v.value) > 0)
      """,
      "update invoicing_answer set person = cast(:doc as jsonb) ->> 'person' where key = :key"),
  JOB_RUNS(
      "runs of jobs",
      """
      select cast(r.id as text) as key, jsonb_build_object('message', r.message) as doc,
             false as busy, cast(null as text) as proposal
        from job_run r
       where exists (select 1 from unnest(:values) as v (value)
                      where strpos(lower(r.message), v.value) > 0)
      """,
      "update job_run set message = cast(:doc as jsonb) ->> 'message' where id = cast(:key as bigint)"),
  HALTS(
      "halts",
      """
      select cast(h.number as text) as key,
             jsonb_build_object('name', h.name, 'why', h.why) as doc,
             false as busy, cast(null as text) as proposal
        from halt_event h
       where exists (select 1 from unnest(:values) as v (value)
                      where strpos(lower(h.name || ' ' || h.why), v.value) > 0)
      """,
      """
      update halt_event
         set name = cast(:doc as jsonb) ->> 'name', why = cast(:doc as jsonb) ->> 'why'
       where number = cast(:key as bigint)
      """),
  VOTES(
      "votes",
      """
      select concat_ws(' ', x.request_id, x.person_id, x.layer, x.choice) as key,
             jsonb_build_object('name', x.name, 'reason', x.reason, 'owner', x.in_place_of_name)
               as doc,
             false as busy, r.proposal_id as proposal
        from approval_vote x join approval_request r on r.id = x.request_id
       where exists (select 1 from unnest(:values) as v (value)
                      where strpos(lower(concat_ws(' ', x.name, x.reason, x.in_place_of_name)),
                                     v.value) > 0)
      """,
      """
      update approval_vote
         set name = cast(:doc as jsonb) ->> 'name', reason = cast(:doc as jsonb) ->> 'reason',
             in_place_of_name = cast(:doc as jsonb) ->> 'owner'
       where concat_ws(' ', request_id, person_id, layer, choice) = :key
      """),
  REQUESTS(
      "what became of requests",
      """
      select x.request_id || ' ' || x.seq as key,
             jsonb_build_object('why', x.why, 'details', x.details) as doc,
             false as busy, r.proposal_id as proposal
        from approval_event x join approval_request r on r.id = x.request_id
       where exists (select 1 from unnest(:values) as v (value)
                      where strpos(lower(x.why || ' ' || cast(x.details as text)), v.value) > 0)
      """,
      """
      update approval_event
         set why = cast(:doc as jsonb) ->> 'why', details = cast(:doc as jsonb) -> 'details'
       where request_id || ' ' || seq = :key
      """),
  STATES(
      "states of proposals",
      """
      select x.proposal_id || ' ' || x.seq as key, jsonb_build_object('why', x.why) as doc,
             false as busy, x.proposal_id as proposal
        from proposal_event x
       where exists (select 1 from unnest(:values) as v (value)
                      where strpos(lower(x.why), v.value) > 0)
      """,
      """
      update proposal_event set why = cast(:doc as jsonb) ->> 'why'
       where proposal_id || ' ' || seq = :key
      """),
  /// What was written to books and CRM and read back: always the record of something that was done.
  WRITES(
      "what was written and read back",
      """
      select x.effect_id || ' ' || x.seq as key,
             jsonb_build_object('why', x.why, 'by', f.approvers, 'details', x.details) as doc, false as busy,
             f.proposal_id as proposal
        from effect_event x join effect f on f.id = x.effect_id
       where exists (select 1 from unnest(:values) as v (value)
                      where strpos(lower(x.why || ' ' || f.approvers || ' '
                                         || cast(x.details as text)), v.value) > 0)
      """,
      "");

  private final String words;
  private final String find;
  private final String write;

  Place(String words, String find, String write) {
    this.words = words;
    this.find = find;
    this.write = write;
  }

  String words() {
    return words;
  }

  String find() {
    return find;
  }

  String write() {
    return write;
  }
}
