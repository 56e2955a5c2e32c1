package dev.fetchlight.app;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was set, as text: flags win over environment variables, and those over the defaults. */
final class SettingSource {
  private final Map<Setting, String> texts = new EnumMap<>(Setting.class);

  SettingSource(Map<String, String> environment, List<String> arguments) {
    for (Setting setting : Setting.values()) {
      setting.standard().ifPresent(text -> texts.put(setting, text));
    }
    environment.forEach((variable, text) -> {
      if (Setting.ours(variable)) {
        Setting setting =
            Setting.ofVariable(variable)
                .orElseThrow(() ->
                    new SettingsException(
                        "There is no setting " + variable + "; --help lists them all."));
        put(setting, text);
      }
    });
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      flag(rest.next(), rest);
    }
  }

  Optional<String> find(Setting setting) {
    return Optional.ofNullable(texts.get(setting));
  }

  private void flag(String argument, Iterator<String> rest) {
    int equals = argument.indexOf('=');
    String name = equals < 0 ? argument : argument.substring(0, equals);
    Setting setting =
        Setting.ofFlag(name)
            .orElseThrow(() ->
                new SettingsException("There is no flag " + name + "; --help lists them all."));
    if (equals >= 0) {
      put(setting, argument.substring(equals + 1));
    } else if (rest.hasNext()) {
      put(setting, rest.next());
    } else {
      throw new SettingsException(name + " needs a value, as in " + setting.flag() + "=…");
    }
  }

  /** Set to nothing is not set, so that a compose file may pass empty variables on. */
  private void put(Setting setting, String text) {
    if (!text.isBlank()) {
      texts.put(setting, text.strip());
    }
  }
}
