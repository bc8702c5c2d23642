package io.eventcart.insights;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/** Lines of text with bars, for a terminal. */
final class BarChart {
    private static final int LONGEST_BAR = 40;

    private final char block;
    private final List<Bar> bars = new ArrayList<>();

    private record Bar(String label, long value, String text) {}

    /** @param charset of the terminal, which may not have block characters */
    BarChart(Charset charset) {
        this.block = charset.newEncoder().canEncode('█') ? '█' : '#';
    }

    /** @param text what stands behind the bar, such as the number */
    BarChart bar(String label, long value, String text) {
        bars.add(new Bar(label, value, text));
        return this;
    }

    @Override
    public String toString() {
        var widest = bars.stream().mapToInt(bar -> bar.label().length()).max().orElse(0);
        var most = bars.stream().mapToLong(Bar::value).max().orElse(0);
        var lines = new StringBuilder();
        for (var bar : bars) {
            var length = most == 0 ? 0 : (int) (bar.value() * LONGEST_BAR / most);
            lines.append(bar.label()).repeat(' ', widest - bar.label().length() + 2).repeat(block, length)
                    .append(length == 0 ? "" : " ").append(bar.text()).append('\n');
        }
        return lines.toString();
    }
}
