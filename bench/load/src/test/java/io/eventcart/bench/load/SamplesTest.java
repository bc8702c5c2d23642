package io.eventcart.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void aPercentileIsTheSampleOfTheNearestRank() {
        var samples = new Samples();
        for (var millis = 2000; millis >= 1; millis--) {
            samples.add(millis * 1_000_000L);
        }
        assertThat(samples.median()).isEqualTo(1000);
        assertThat(samples.millis(99)).isEqualTo(1980);
        assertThat(samples.max()).isEqualTo(2000);
    }

    @Test
    void oneSampleIsEveryPercentile() {
        var samples = new Samples();
        samples.add(3_000_000);
        assertThat(samples.median()).isEqualTo(3);
        assertThat(samples.millis(99)).isEqualTo(3);
    }

    @Test
    void ofNothingThereIsNoPercentile() {
        assertThatThrownBy(new Samples()::median).hasMessage("nothing was measured");
    }
}
