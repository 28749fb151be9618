package io.tieout.value.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Our own records to [Json] and back, for storing them.
///
/// Strict: an unknown field, a missing one that is not `Optional`, or `null` is refused. A record
/// of a sealed interface is told apart by a field `is` with its simple name. Money is an object of
/// currency code and decimal text, decimals are texts, dates and instants ISO-8601.
public final class Records {
  private static final ObjectMapper MAPPER = mapper();

  private Records() {}

  public static Json.Obj write(Object record) {
    return writeAs(record, record.getClass());
  }

  /// Writes through the given type: a sealed interface, so that the kind is told.
  public static Json.Obj writeAs(Object record, Class<?> type) {
    try {
      return Json.parseObj(MAPPER.writerFor(type).writeValueAsString(record));
    } catch (JacksonException e) {
      throw new UncheckedIOException("cannot write " + type.getName(), e);
    }
  }

  public static <T> T read(Json json, Class<T> type) {
    try {
      return MAPPER.readValue(json.print(), type);
    } catch (JacksonException e) {
      throw new JsonShapeException(
          "cannot read %s: %s".formatted(type.getSimpleName(), e.getOriginalMessage()));
    }
  }

  private static ObjectMapper mapper() {
    SimpleModule money = new SimpleModule();
    money.addSerializer(Money.class, new MoneyWriter());
    money.addDeserializer(Money.class, new MoneyReader());
    money.addSerializer(CurrencyUnit.class, new TextWriter<>());
    money.addDeserializer(CurrencyUnit.class, new CurrencyReader());
    money.addSerializer(BigDecimal.class, new DecimalWriter());
    money.addSerializer(Json.class, new TreeWriter());
    money.addDeserializer(Json.class, new TreeReader<>(Json.class));
    money.addDeserializer(Json.Obj.class, new TreeReader<>(Json.Obj.class));
    return JsonMapper.builder()
        .addModule(new Jdk8Module())
        .addModule(new JavaTimeModule())
        .addModule(money)
        .annotationIntrospector(new SealedTypes())
        // A record is its components: a question such as isEmpty() is none of them.
        .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .build();
  }

  /// Gives every sealed interface of ours a type field, with its permitted records as the types.
  private static final class SealedTypes extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(
        MapperConfig<?> config, Annotated annotated) {
      if (annotated instanceof AnnotatedClass type && sealedRoot(type.getRawType()) != null) {
        return JsonTypeInfo.Value.construct(
            JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "is", null, false, true, null);
      }
      return super.findPolymorphicTypeInfo(config, annotated);
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
      if (annotated instanceof AnnotatedClass type && type.getRawType().isSealed()) {
        List<NamedType> types = new ArrayList<>();
        collect(type.getRawType(), types);
        return types;
      }
      return super.findSubtypes(annotated);
    }

    @Override
    public @Nullable String findTypeName(AnnotatedClass type) {
      return sealedRoot(type.getRawType()) == null
          ? super.findTypeName(type)
          : type.getRawType().getSimpleName();
    }

    private static void collect(Class<?> sealed, List<NamedType> into) {
      for (Class<?> permitted : sealed.getPermittedSubclasses()) {
        if (permitted.isSealed()) {
          collect(permitted, into);
        } else {
          into.add(new NamedType(permitted, permitted.getSimpleName()));
        }
      }
    }

    private static @Nullable Class<?> sealedRoot(Class<?> type) {
      if (!type.getName().startsWith("io.tieout.") || Json.class.isAssignableFrom(type)) {
        return null;
      }
      if (type.isInterface() && type.isSealed()) {
        return type;
      }
      return Arrays.stream(type.getInterfaces())
          .filter(i -> sealedRoot(i) != null)
          .findFirst()
          .orElse(null);
    }
  }

  private static final class MoneyWriter extends JsonSerializer<Money> {
    @Override
    public void serialize(Money value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeStartObject();
      out.writeStringField("currency", value.getCurrencyUnit().getCode());
      out.writeStringField("amount", value.getAmount().toPlainString());
      out.writeEndObject();
    }
  }

  private static final class MoneyReader extends JsonDeserializer<Money> {
    @Override
    public Money deserialize(JsonParser in, DeserializationContext context) throws IOException {
      Json.Obj json = JsonText.value(in, in.currentToken()).asObj("money");
      return Money.of(CurrencyUnit.of(json.text("currency")), json.decimal("amount"));
    }
  }

  private static final class CurrencyReader extends JsonDeserializer<CurrencyUnit> {
    @Override
    public CurrencyUnit deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      return CurrencyUnit.of(in.getText());
    }
  }

  private static final class TextWriter<T> extends JsonSerializer<T> {
    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.toString());
    }
  }

  private static final class DecimalWriter extends JsonSerializer<BigDecimal> {
    @Override
    public void serialize(BigDecimal value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.toPlainString());
    }
  }

  private static final class TreeWriter extends JsonSerializer<Json> {
    @Override
    public void serialize(Json value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeRawValue(value.print());
    }
  }

  private static final class TreeReader<T extends Json> extends JsonDeserializer<T> {
    private final Class<T> type;

    TreeReader(Class<T> type) {
      this.type = type;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return type.cast(JsonText.value(in, in.currentToken()));
    }
  }
}
