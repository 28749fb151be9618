package io.tieout.app.connect;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/// How a vendor tells which of its customers' accounts was connected. The configured one and no
/// other may be, or we would write into somebody else's books.
public sealed interface AccountNaming {
  /// The account that is configured.
  String wanted();

  /// The configuration's key for it.
  String setting();

  /// The browser brings the account's id with the code. Browsers can be made to bring anything, so
  /// a read of that account has to work with the new token, too.
  record InCallback(String parameter, String wanted, String setting, URI probe)
      implements AccountNaming {}

  /// A list tells all accounts that the consent covers; each that is configured has to be there.
  ///
  /// @param list answers a `GET` with an array of objects
  /// @param field of each, the account's id
  /// @param called of each, the account's name for people
  /// @param remedy how an account that is missing is added at the vendor
  record Listed(
      URI list, String field, String called, List<Account> accounts, String setting, String remedy)
      implements AccountNaming {
    public Listed {
      accounts = List.copyOf(accounts);
    }

    @Override
    public String wanted() {
      return accounts.stream().map(Account::id).collect(Collectors.joining(", "));
    }
  }

  /// An account that is configured.
  ///
  /// @param connection our name for it, such as `book 'uk'`
  record Account(String id, String connection) {
    String spoken() {
      return "%s (account %s)".formatted(connection, id);
    }
  }

  /// The token answer has the account's id.
  record InTokenAnswer(String field, String wanted, String setting) implements AccountNaming {}
}
