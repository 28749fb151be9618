package io.tieout.engine.erasure;

import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import io.tieout.value.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds out who is meant, and by what else they are known: a contact's copies tell name, address
/// and phone, the configuration tells a colleague's.
final class People {
  /// Contacts with that very name or address.
  private static final String CONTACTS =
      """
      select system, id, body from mirror_record
       where kind = 'contact'
         and (lower(body ->> 'email') = :word or lower(name) = :word)
       order by system, id
      """;

  private static final Pattern SLACK_ID = Pattern.compile("[UW][A-Z0-9]{2,20}");

  private People() {}

  static Person named(Sql sql, String word, List<Colleague> colleagues) {
    String wanted = word.strip().toLowerCase(Locale.ROOT);
    List<Contact> contacts = sql.ask(CONTACTS).set("word", wanted).list(Contact::read);
    unambiguous(word, contacts);
    List<Colleague> own = colleagues.stream().filter(c -> is(c, wanted)).toList();
    boolean id = SLACK_ID.matcher(word.strip()).matches();
    Stream<String> values =
        Stream.concat(
            contacts.stream().flatMap(Contact::values),
            own.stream().flatMap(c -> Stream.concat(Stream.of(c.name()), c.email().stream())));
    Stream<String> ids = own.stream().map(Colleague::slackId);
    return new Person(
        (id ? values : Stream.concat(Stream.of(word), values)).toList(),
        (id ? Stream.concat(Stream.of(word.strip()), ids) : ids).toList(),
        contacts.stream().map(Contact::copy).toList());
  }

  /// Two people may have one name; nobody is erased for the other.
  private static void unambiguous(String word, List<Contact> contacts) {
    List<String> addresses =
        contacts.stream()
            .flatMap(contact -> contact.email().stream())
            .map(email -> email.toLowerCase(Locale.ROOT))
            .distinct()
            .toList();
    if (addresses.size() > 1) {
      throw new IllegalArgumentException(
          "--person '%s' is the name of several contacts; name one by the e-mail address: %s"
              .formatted(word, addresses.stream().sorted().collect(Collectors.joining(", "))));
    }
  }

  private static boolean is(Colleague colleague, String wanted) {
    return Stream.concat(
            Stream.of(colleague.slackId(), colleague.name()), colleague.email().stream())
        .anyMatch(known -> known.toLowerCase(Locale.ROOT).equals(wanted));
  }

  private record Contact(Person.Copy copy, Json.Obj body) {
    static Contact read(Row row) {
      return new Contact(
          new Person.Copy(row.text("system"), row.text("id")), row.json("body").asObj("body"));
    }

    Optional<String> email() {
      return body.optText("email");
    }

    Stream<String> values() {
      return Stream.of("name", "email", "phone").flatMap(field -> body.optText(field).stream());
    }
  }
}
