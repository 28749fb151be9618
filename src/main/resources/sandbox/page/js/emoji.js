const EMOJI = {
  white_check_mark: '✅', heavy_check_mark: '✔️', ballot_box_with_check: '☑️', x: '❌', negative_squared_cross_mark: '❎',
  warning: '⚠️', no_entry: '⛔', no_entry_sign: '🚫', octagonal_sign: '🛑', exclamation: '❗', question: '❓', grey_question: '❔', grey_exclamation: '❕', bangbang: '‼️',
  information_source: 'ℹ️', bulb: '💡', mag: '🔍', mag_right: '🔎', eyes: '👀', lock: '🔒', unlock: '🔓', key: '🔑', shield: '🛡️',
  hourglass: '⌛', hourglass_flowing_sand: '⏳', alarm_clock: '⏰', stopwatch: '⏱️', clock1: '🕐', calendar: '📆', date: '📅',
  spiral_calendar_pad: '🗓️', arrow_right: '➡️', arrow_left: '⬅️', arrow_up: '⬆️', arrow_down: '⬇️', arrows_counterclockwise: '🔄',
  twisted_rightwards_arrows: '🔀', repeat: '🔁', leftwards_arrow_with_hook: '↩️', link: '🔗', paperclip: '📎', pushpin: '📌',
  memo: '📝', pencil: '📝', pencil2: '✏️', page_facing_up: '📄', receipt: '🧾', clipboard: '📋', file_folder: '📁', books: '📚',
  ledger: '📒', bar_chart: '📊', chart_with_upwards_trend: '📈', chart_with_downwards_trend: '📉', moneybag: '💰', dollar: '💵',
  money_with_wings: '💸', credit_card: '💳', bank: '🏦', briefcase: '💼', office: '🏢', email: '📧', envelope: '✉️', inbox_tray: '📥',
  outbox_tray: '📤', bell: '🔔', no_bell: '🔕', mega: '📣', speech_balloon: '💬', thought_balloon: '💭', robot_face: '🤖', gear: '⚙️',
  wrench: '🔧', hammer_and_wrench: '🛠️', construction: '🚧', rocket: '🚀', zap: '⚡', fire: '🔥', sparkles: '✨', star: '⭐', tada: '🎉',
  trophy: '🏆', dart: '🎯', scales: '⚖️', balance_scale: '⚖️', thumbsup: '👍', '+1': '👍', thumbsdown: '👎', '-1': '👎', wave: '👋',
  clap: '👏', pray: '🙏', raised_hands: '🙌', muscle: '💪', point_right: '👉', point_up: '☝️', ok_hand: '👌', handshake: '🤝',
  slightly_smiling_face: '🙂', smile: '😄', grin: '😁', joy: '😂', wink: '😉', thinking_face: '🤔', sweat_smile: '😅', cry: '😢',
  heart: '❤️', green_heart: '💚', red_circle: '🔴', large_orange_circle: '🟠', large_yellow_circle: '🟡', large_green_circle: '🟢',
  large_blue_circle: '🔵', white_circle: '⚪', black_circle: '⚫', small_blue_diamond: '🔹', small_orange_diamond: '🔸',
  heavy_plus_sign: '➕', heavy_minus_sign: '➖', wastebasket: '🗑️', recycle: '♻️', new: '🆕', sos: '🆘', checkered_flag: '🏁',
  triangular_flag_on_post: '🚩', bust_in_silhouette: '👤', busts_in_silhouette: '👥', house: '🏠', sunny: '☀️', zzz: '💤',
  one: '1️⃣', two: '2️⃣', three: '3️⃣', four: '4️⃣', five: '5️⃣',
};

export const emoji = (name) => EMOJI[name.replace(/::skin-tone-\d$/, '')];

export const withEmoji = (text) => text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => emoji(name) ?? whole);
