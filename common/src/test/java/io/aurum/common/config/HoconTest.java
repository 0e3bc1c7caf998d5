package io.aurum.common.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HoconTest extends WithFixture {
  @Test
  void whatIsWrittenReadsAsItWas() {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("column", "tier \"gold\"");
    rule.put("filled", true);
    rule.put("max-failed-rate", new BigDecimal("0.0877"));
    rule.put("set", Map.of("allowed", List.of("a,b", "\\d ${x}")));
    Map<String, Map<String, Object>> document = Map.of("rules", Map.of("a.b", rule));
    assertThat(ConfigFactory.parseString(Hocon.write(document)).root().unwrapped())
        .isEqualTo(
            Map.of(
                "rules",
                Map.of(
                    "a.b",
                    Map.of(
                        "column",
                        "tier \"gold\"",
                        "filled",
                        true,
                        "max-failed-rate",
                        0.0877,
                        "set",
                        Map.of("allowed", List.of("a,b", "\\d ${x}"))))));
    assertThat(Hocon.write(document))
        .startsWith("rules {\n  \"a.b\" { column = ")
        .endsWith("}\n}\n");
  }

  @Test
  void suggestedMappingsCanBePasted() {
    Map<String, Map<String, Object>> document = new LinkedHashMap<>();
    document.put("attributes", Map.of("nick_name", "given-name"));
    document.put("sources", Map.of("crm", Map.of("columns", Map.of("nick_name", "Nick Name"))));
    Settings settings = fixture.read(Fixture.LEAST + Hocon.write(document));
    assertThat(settings.attribute("nick_name").kind().name()).isEqualTo("given-name");
    assertThat(settings.source("crm").columns().get("nick_name").columns())
        .containsExactly("Nick Name");
  }
}
