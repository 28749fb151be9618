package io.tieout.door.slack;

import java.util.List;

/// What people can ask about the policy. Nothing is changed by it; answers are lines for people.
public interface PolicyPort {
  /// Why something was asked, refused or done.
  ///
  /// @param name an invoice's number, a deal's id or name, or a proposal's id
  List<String> why(String name);

  /// What the policy says of a case, as somebody describes it; or what of it is not understood.
  List<String> test(String words);

  /// The rules in force.
  List<String> show();
}
