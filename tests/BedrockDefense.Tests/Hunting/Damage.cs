namespace BedrockDefense.Tests.Hunting;

/// <summary>Damages JSON a little, at random.</summary>
internal static class Damage
{
    // Characters that matter for the structure of JSON, and parts of its literals.
    private static readonly string[] Pieces =
    [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        " ",
        "\n",
        "\0",
        "0",
        "-",
        ".",
        "e",
        "null",
        "tru",
        "\\ud800",
        "ü",
    ];

    /// <summary>Returns a text with one or two characters left out, replaced or added.</summary>
    public static string Of(string text, Random random)
    {
        for (var times = random.Next(1, 3); times > 0; times--)
        {
            var at = random.Next(text.Length);
            var piece = Pieces[random.Next(Pieces.Length)];
            text = random.Next(3) switch
            {
                0 => text.Remove(at, 1),
                1 => text.Insert(at, piece),
                _ => text.Remove(at, 1).Insert(at, piece),
            };
        }

        return text;
    }
}
