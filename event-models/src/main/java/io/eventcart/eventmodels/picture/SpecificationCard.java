package io.eventcart.eventmodels.picture;

import io.eventcart.eventmodels.Specification;
import io.eventcart.eventmodels.Step;
import io.eventcart.eventmodels.picture.StepNotes.Note;
import java.util.ArrayList;
import java.util.List;

/** Draws a specification: its rule, and given, when and then as notes. */
final class SpecificationCard {
    static final int WIDTH = 348;
    private static final int PADDING = 14;
    private static final int LABEL = 48;
    private static final int NOTE_WIDTH = WIDTH - 2 * PADDING - LABEL;
    private static final int LINE = 14;
    private static final int GAP = 6;
    private static final Note NOTHING = new Note("none", "nothing new", "", List.of());

    private record Part(String label, List<Note> notes) {}

    private final List<String> title;
    private final List<Part> parts = new ArrayList<>();

    SpecificationCard(Specification specification) {
        title = TextLayout.wrap(specification.title(), 13, WIDTH - 2 * PADDING);
        add("given", specification.given());
        add("when", specification.when());
        add("then", specification.then());
        if (specification.then().isEmpty()) {
            parts.add(new Part("then", List.of(NOTHING)));
        }
    }

    private void add(String label, List<Step> steps) {
        var notes = steps.stream().flatMap(step -> StepNotes.notes(step).stream()).toList();
        if (!notes.isEmpty()) {
            parts.add(new Part(label, notes));
        }
    }

    int height() {
        return PADDING + title.size() * 17 + GAP + parts.stream().mapToInt(SpecificationCard::height).sum() + PADDING
                - GAP;
    }

    private static int height(Part part) {
        return part.notes().stream().mapToInt(note -> height(note) + GAP).sum();
    }

    private static int height(Note note) {
        return 22 + lines(note).size() * LINE + (note.values().isEmpty() ? 0 : 3);
    }

    private static List<String> lines(Note note) {
        return note.values().stream().flatMap(value -> TextLayout.wrap(value, 11, NOTE_WIDTH - 20).stream()).toList();
    }

    void draw(Svg svg, int x, int y) {
        svg.rect("card", x, y, WIDTH, height(), 8);
        var top = y + PADDING;
        for (var line : title) {
            svg.text("rule0", x + PADDING, top + 12, line);
            top += 17;
        }
        top += GAP;
        for (var part : parts) {
            svg.text("quiet", x + PADDING, top + 15, part.label());
            for (var note : part.notes()) {
                draw(svg, note, x + PADDING + LABEL, top);
                top += height(note) + GAP;
            }
        }
    }

    private static void draw(Svg svg, Note note, int x, int y) {
        svg.rect(note.look(), x, y, NOTE_WIDTH, height(note), 3);
        var name = TextLayout.cut(note.title(), 13, NOTE_WIDTH - 20);
        svg.text("name", x + 10, y + 16, name);
        if (!note.note().isEmpty()) {
            svg.text("small", x + 10 + TextLayout.width(name, 13) + 8, y + 16, note.note());
        }
        var line = y + 18;
        for (var value : lines(note)) {
            line += LINE;
            svg.text("small", x + 10, line, value);
        }
    }
}
