using BedrockDefense.Sigma;
using BedrockDefense.Sigma.Analysis;

namespace BedrockDefense.Hunting.Indexing;

/// <summary>What a file must hold to have any part in the answer to a question.</summary>
internal sealed class FileNeeds
{
    // A file is needed when it has what one of these asks for. Each asks for one of the hashes in each of its fields.
    private readonly (int Place, uint[] Hashes)[][] _alternatives;
    private readonly HuntOptions _options;

    private FileNeeds((int, uint[])[][] alternatives, HuntOptions options) => (_alternatives, _options) = (alternatives, options);

    /// <summary>Returns what a file must hold for one of these rules to match an event in it.</summary>
    public static FileNeeds Of(IEnumerable<SigmaRule> rules, HuntOptions options) =>
        new(
            [
                .. (options.Index is null ? [] : rules).Select(rule =>
                    Terms(IndexedFields.All.Select(field => (field, NecessaryTexts.Of(rule.Detection, field, char.IsAscii))))
                ),
            ],
            options
        );

    /// <summary>Returns what a file must hold for an event with one of these values of a field, any one of the fields.</summary>
    public static FileNeeds Of(IEnumerable<(string Field, IReadOnlySet<string> Values)> fields, HuntOptions options) =>
        new([.. fields.Select(field => Terms([(field.Field, field.Values)]))], options);

    /// <summary>Returns whether a file must be read. A false answer is certain: nothing in the file belongs to the answer.</summary>
    /// <param name="file">What the index knows of the file.</param>
    /// <param name="isWaiting">Whether the accounts and Regions of the options must still be looked for in all events.</param>
    public bool MustRead(IndexedFile file, bool isWaiting) =>
        file.InflatedBytes > _options.MaximumFileBytes
        || (isWaiting && (HasAny(file, _options.Accounts, IndexedFields.Account) || HasAny(file, _options.Regions, [IndexedFields.Region])))
        || (
            !(file.Last < _options.Since?.UtcTicks)
            && !(file.First > _options.Until?.UtcTicks)
            && (_options.Accounts.Count == 0 || HasAny(file, _options.Accounts, IndexedFields.Account))
            && (_options.Regions.Count == 0 || HasAny(file, _options.Regions, [IndexedFields.Region]))
            && Array.Exists(
                _alternatives,
                terms => Array.TrueForAll(terms, term => Array.Exists(term.Hashes, hash => file.Values[term.Place].MayHave(hash)))
            )
        );

    private static bool HasAny(IndexedFile file, IReadOnlySet<string> texts, string[] fields) =>
        texts.Any(text =>
            ValueHash.Of(text) is not { } hash || Array.Exists(fields, field => file.Values[IndexedFields.PlaceOf(field)].MayHave(hash))
        );

    // A text without a hash may be equal to texts that have one. A term with such a text would rule out too much, so it is left out.
    private static (int, uint[])[] Terms(IEnumerable<(string Field, IReadOnlySet<string>? Texts)> fields) =>
        [
            .. fields
                .Where(field => field.Texts is not null && field.Texts.All(text => ValueHash.Of(text) is not null))
                .Select(field => (IndexedFields.PlaceOf(field.Field), field.Texts!.Select(text => ValueHash.Of(text)!.Value).ToArray())),
        ];
}
