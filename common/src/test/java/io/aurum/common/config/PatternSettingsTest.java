package io.aurum.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aurum.common.config.AssociateSettings.Count;
import io.aurum.common.config.AssociateSettings.Hierarchy;
import io.aurum.common.config.AssociateSettings.Sequences;
import io.aurum.common.config.AssociateSettings.Share;
import io.aurum.common.config.AssociateSettings.Wanted;
import io.aurum.common.config.RecommendSettings.Exclusion;
import io.aurum.common.pattern.Way;
import io.aurum.common.run.AurumException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class PatternSettingsTest extends WithFixture {
  private static final String SOURCES =
      """
      sources {
        lines {
          entity = table, path = ${DATA}"/crm.csv"
          columns {
            basket { column = b, kind = code }, item { column = i, kind = category }
            mail { column = m, kind = email }, at { column = t, kind = timestamp }
          }
        }
        crm { path = ${DATA}"/crm.csv", columns { name = n } }
      }
      attributes { name = full-name }
      """;

  @Test
  void everyKeyOfAnAnalysisIsRead() {
    AssociateSettings read =
        fixture
            .read(
                SOURCES
                    + """
                    associate.a {
                      table = lines, basket = [basket, at], item = item, time = at, where = "item > 'a'"
                      min-count = 7, min-confidence = 0.55, max-items = 4, held-out = 0
                      memory = 64, most-rows = 1000
                      taxonomy { table = product, item = product_id, path = category_path }
                      catalogue { table = product, item = product_id, label = name }
                      sequences { by = basket, min-support = 0.25, max-gap-days = 30, max-items = 3 }
                    }
                    """)
            .mining()
            .associations()
            .get(0);

    assertThat(read.basket()).containsExactly("basket", "at");
    assertThat(read.support()).isEqualTo(new Count(7));
    assertThat(read.minConfidence()).isEqualTo("0.55");
    assertThat(List.of(read.maxItems(), read.memoryMb())).containsExactly(4, 64);
    assertThat(read.heldOut()).isZero();
    assertThat(read.mostRows()).isEqualTo(1000);
    assertThat(read.where().sql()).isEqualTo("item > 'a'");
    assertThat(read.taxonomy())
        .contains(new Hierarchy("product", "product_id", "category_path", "/"));
    assertThat(read.catalogue()).contains(new ItemCatalogue("product", "product_id", "name"));
    assertThat(read.sequences()).contains(new Sequences("basket", new BigDecimal("0.25"), 30, 3));
  }

  @Test
  void anAnalysisNeedsLittle() {
    MiningSettings read =
        fixture
            .read(
                SOURCES
                    + """
                    associate {
                      few { table = order_line, basket = customer_id, item = product_id }
                      best { table = lines, basket = basket, item = item, wanted-rules = 50 }
                    }
                    recommend.r { table = order_line, customer = customer_id, item = product_id }
                    """)
            .mining();

    assertThat(read.associations())
        .extracting(AssociateSettings::support)
        .containsExactly(new Share(new BigDecimal("0.01")), new Wanted(50));
    assertThat(read.associations().get(0).heldOut()).isEqualTo(0.2);
    assertThat(read.associations().get(0).taxonomy()).isEmpty();
    RecommendSettings recommend = read.recommendations().get(0);
    assertThat(recommend.exclude()).containsExactlyInAnyOrder(Exclusion.OWNED, Exclusion.RETURNED);
    assertThat(recommend.items()).isEqualTo(10);
    assertThat(recommend.time()).isEqualTo(Optional.empty());
    assertThat(recommend.ways().preferred())
        .containsExactly(Way.WEIGHTS, Way.NEIGHBOURS, Way.POPULARITY);
    assertThat(recommend.ways().strengths()).startsWith(10.0);
    assertThat(recommend.ways().weighed()).isEqualTo(2000);
  }

  @Test
  void everythingWrongIsSaidAtOnce() {
    AurumException failure =
        catchThrowableOfType(
            AurumException.class,
            () ->
                fixture.read(
                    SOURCES
                        + """
                        associate {
                          a { table = lines, basket = basket, item = mail, min-count = 2, wanted-rules = 9 }
                          b { table = line, basket = basket, item = item }
                          c { table = lines, basket = baskt, item = item, sequences {} , min-suport = 0.1 }
                        }
                        recommend.r { table = lines, customer = basket, item = item, judge = 0.2, rules = d
                          ways = [weigths], strengths = []
                          catalogue { table = lines, item = item, label = mail } }
                        anomaly.w {
                          table = lines, time = at, metrics { n { measure = count } }, dimensions = [item]
                          catalogues {
                            itm { table = product, item = product_id, label = name }
                            item { table = interaction, item = product_id, label = cookie }
                          }
                        }
                        """));

    assertThat(failure)
        .hasMessageContaining("personal column 'mail' for 'associate.a.item'")
        .hasMessageContaining("personal column 'mail' for 'recommend.r.catalogue.label'")
        .hasMessageContaining("unknown key 'anomaly.w.catalogues.itm'")
        .hasMessageContaining("did you mean 'item'?")
        .hasMessageContaining("personal column 'cookie' for 'anomaly.w.catalogues.item.label'")
        .hasMessageContaining("two measures of support in 'associate.a'")
        .hasMessageContaining("did you mean 'lines'?")
        .hasMessageContaining("did you mean 'basket'?")
        .hasMessageContaining("sequences without a time in 'associate.c'")
        .hasMessageContaining("did you mean 'min-support'?")
        .hasMessageContaining("unknown analysis 'd'")
        .hasMessageContaining("recommendations of 'recommend.r' judged without a time")
        .hasMessageContaining("did you mean 'weights'?")
        .hasMessageContaining("empty list 'recommend.r.strengths'");
  }
}
