package io.tieout.sandbox.side;

import java.util.List;
import java.util.Map;

/// A CRM as its sales people use it.
public interface CrmSide extends Side {
  /// The id of a seeded deal; its key is such as `acme-platform`.
  String dealId(String key);

  /// The names of the stages in the order of the pipeline: those of open deals, the won one, and
  /// after it any in which a deal is closed but not won.
  List<String> stages();

  /// The name of the stage that means won.
  String wonStage();

  /// All deals that are not deleted, in the order they were made.
  List<DealView> deals();

  /// The deal as it is now; `IllegalArgumentException` when there is none.
  DealView deal(String id);

  /// The lines of a deal, in their order.
  List<LineView> lines(String dealId);

  /// A salesperson moves a deal to a stage, by its name.
  void moveStage(String dealId, String stage);

  /// A salesperson edits a deal. An empty text clears the field.
  void editDeal(String dealId, Map<DealField, String> changes);

  /// A salesperson edits a line; texts are plain numbers, an empty one clears the discount.
  void editLine(String lineId, Map<LineField, String> changes);

  /// What of a deal can be edited; dates are `2026-11-22`.
  enum DealField {
    NAME,
    CLOSE_DATE,
    PAYMENT_TERMS,
    PO_NUMBER,
    SERVICE_START,
    SERVICE_END
  }

  /// What of a line can be edited.
  enum LineField {
    QUANTITY,
    UNIT_PRICE,
    DISCOUNT_PERCENT,
    DESCRIPTION
  }
}
