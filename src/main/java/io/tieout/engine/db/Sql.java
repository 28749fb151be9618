package io.tieout.engine.db;

import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.NullArgument;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/// Statements inside one transaction. SQL is whole and constant, its parameters named (`:id`).
///
/// ```java
/// sql.run("insert into signal (id, body) values (:id, :body)").set("id", id).json("body", b).once();
/// sql.ask("select * from signal where id = :id").set("id", id).first(row -> row.text("body"));
/// ```
public final class Sql {
  private final Handle handle;

  Sql(Handle handle) {
    this.handle = handle;
  }

  /// A statement that changes rows.
  public Change run(String sql) {
    return new Change(handle.createUpdate(sql));
  }

  /// A statement that reads rows.
  public Question ask(String sql) {
    return new Question(handle.createQuery(sql));
  }

  /// Runs the action once this transaction is committed, never when it is rolled back. For waking a
  /// worker that would find nothing before.
  public void afterCommit(Runnable action) {
    handle.afterCommit(action);
  }

  /// Parameters common to both kinds of statement.
  public abstract static sealed class Bound<S extends SqlStatement<S>, T extends Bound<S, T>>
      permits Change, Question {
    final S statement;

    Bound(S statement) {
      this.statement = statement;
    }

    abstract T self();

    public T set(String name, String value) {
      statement.bind(name, value);
      return self();
    }

    public T set(String name, long value) {
      statement.bind(name, value);
      return self();
    }

    public T set(String name, boolean value) {
      statement.bind(name, value);
      return self();
    }

    public T set(String name, BigDecimal value) {
      statement.bind(name, value);
      return self();
    }

    public T set(String name, Instant value) {
      statement.bind(name, OffsetDateTime.ofInstant(value, ZoneOffset.UTC));
      return self();
    }

    public T set(String name, LocalDate value) {
      statement.bind(name, value);
      return self();
    }

    public T set(String name, UUID value) {
      statement.bind(name, value);
      return self();
    }

    public T set(String name, byte[] value) {
      statement.bind(name, value);
      return self();
    }

    /// A list for `= any(:name)`.
    public T texts(String name, List<String> values) {
      statement.bindArray(name, String.class, values);
      return self();
    }

    /// A list for `= any(:name)` or `unnest(:name)`.
    public T numbers(String name, List<Long> values) {
      statement.bindArray(name, Long.class, values);
      return self();
    }

    public T optText(String name, Optional<String> value) {
      return value.map(v -> set(name, v)).orElseGet(() -> nothing(name, Types.VARCHAR));
    }

    public T optInstant(String name, Optional<Instant> value) {
      return value
          .map(v -> set(name, v))
          .orElseGet(() -> nothing(name, Types.TIMESTAMP_WITH_TIMEZONE));
    }

    /// For `cast(:name as jsonb)`.
    public T json(String name, Json value) {
      statement.bind(name, value.print());
      return self();
    }

    private T nothing(String name, int type) {
      statement.bind(name, new NullArgument(type));
      return self();
    }
  }

  /// A statement that changes rows.
  public static final class Change extends Bound<Update, Change> {
    Change(Update update) {
      super(update);
    }

    @Override
    Change self() {
      return this;
    }

    /// Runs it and tells how many rows it changed.
    public int rows() {
      return statement.execute();
    }

    /// Runs it and insists that exactly one row was changed.
    public void once() {
      int rows = rows();
      if (rows != 1) {
        throw new IllegalStateException("expected to change one row, changed " + rows);
      }
    }

    /// Runs it and reads the rows it returns (`returning …`).
    public <R> List<R> returning(Function<Row, R> reader, String... columns) {
      return statement
          .executeAndReturnGeneratedKeys(columns)
          .map((rs, _) -> reader.apply(new Row(rs)))
          .list();
    }
  }

  /// A statement that reads rows.
  public static final class Question extends Bound<Query, Question> {
    Question(Query query) {
      super(query);
    }

    @Override
    Question self() {
      return this;
    }

    public <R> List<R> list(Function<Row, R> reader) {
      return statement.map((rs, _) -> reader.apply(new Row(rs))).list();
    }

    /// The first row, if there is one.
    public <R> Optional<R> first(Function<Row, R> reader) {
      return statement.map((rs, _) -> reader.apply(new Row(rs))).findFirst();
    }

    /// The only row; fails when there are none or several.
    public <R> R one(Function<Row, R> reader) {
      return statement.map((rs, _) -> reader.apply(new Row(rs))).one();
    }
  }
}
