package io.tieout.engine.db;

import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One row of an answer. Columns that may be null are read by the `opt` methods; the others fail on
/// null, naming the column.
public final class Row {
  private final ResultSet row;

  Row(ResultSet row) {
    this.row = row;
  }

  public String text(String column) {
    return present(column, read(column, String.class));
  }

  public Optional<String> optText(String column) {
    return Optional.ofNullable(read(column, String.class));
  }

  public long number(String column) {
    return present(column, whole(column));
  }

  public Optional<Long> optNumber(String column) {
    return Optional.ofNullable(whole(column));
  }

  public boolean flag(String column) {
    return present(column, read(column, Boolean.class));
  }

  public BigDecimal decimal(String column) {
    return present(column, read(column, BigDecimal.class));
  }

  public Optional<BigDecimal> optDecimal(String column) {
    return Optional.ofNullable(read(column, BigDecimal.class));
  }

  public Instant instant(String column) {
    return present(column, read(column, OffsetDateTime.class)).toInstant();
  }

  public Optional<Instant> optInstant(String column) {
    return Optional.ofNullable(read(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
  }

  public LocalDate date(String column) {
    return present(column, read(column, LocalDate.class));
  }

  public Optional<LocalDate> optDate(String column) {
    return Optional.ofNullable(read(column, LocalDate.class));
  }

  public UUID uuid(String column) {
    return present(column, read(column, UUID.class));
  }

  public byte[] bytes(String column) {
    try {
      return present(column, row.getBytes(column));
    } catch (SQLException e) {
      throw new DatabaseException("cannot read column " + column, e);
    }
  }

  /// A `text[]` column.
  public List<String> texts(String column) {
    try {
      Array array = present(column, row.getArray(column));
      return List.of((String[]) array.getArray());
    } catch (SQLException e) {
      throw new DatabaseException("cannot read column " + column, e);
    }
  }

  /// A `json` or `jsonb` column.
  public Json json(String column) {
    return Json.parse(text(column));
  }

  public Optional<Json> optJson(String column) {
    return optText(column).map(Json::parse);
  }

  /// Any width of integer column.
  private @Nullable Long whole(String column) {
    try {
      long value = row.getLong(column);
      return row.wasNull() ? null : value;
    } catch (SQLException e) {
      throw new DatabaseException("cannot read column " + column, e);
    }
  }

  private <T> @Nullable T read(String column, Class<T> type) {
    try {
      return type == String.class ? type.cast(row.getString(column)) : row.getObject(column, type);
    } catch (SQLException e) {
      throw new DatabaseException("cannot read column " + column, e);
    }
  }

  private static <T> T present(String column, @Nullable T value) {
    if (value == null) {
      throw new DatabaseException("column " + column + " is null", null);
    }
    return value;
  }
}
