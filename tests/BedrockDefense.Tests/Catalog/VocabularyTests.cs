using System.Text.RegularExpressions;
using BedrockDefense.Catalog;

namespace BedrockDefense.Tests.Catalog;

/// <summary>
/// The documents and the vocabulary agree. The tests read the documents as plain text, line by line, whatever their format is. Everything
/// that looks like a placeholder must be one.
/// </summary>
public sealed partial class VocabularyTests
{
    private static readonly IReadOnlyList<(string Path, string Text)> Documents =
    [
        .. Repository.Policies("").Select(path => (path, Repository.Policy(path))),
    ];

    [Fact]
    public void Every_placeholder_of_every_document_is_in_the_vocabulary_and_is_for_that_kind_of_document() =>
        Assert.Empty(Faults(Documents));

    [Fact]
    public void Every_placeholder_is_used_in_every_kind_of_document_it_is_for() => Assert.Empty(Unused(Placeholder.All, Documents));

    [Theory]
    [InlineData("access/a.json", "%bucketName%", "policies/access/a.json:2: %bucketName% is not in the vocabulary")]
    [InlineData("detections/a.yml", "'%stack_names%'", "policies/detections/a.yml:2: %stack_names% is not in the vocabulary")]
    [InlineData("detections/a/rule.yml", "'%dotted.name%'", "policies/detections/a/rule.yml:2: %dotted.name% is not in the vocabulary")]
    [InlineData("scenarios/a.json", "%AccountId%", "policies/scenarios/a.json:2: %AccountId% is not in the vocabulary")]
    [InlineData("runbooks/a.md", "LIKE '%KEY%'", "policies/runbooks/a.md:2: %KEY% is not in the vocabulary")]
    [InlineData("elsewhere/a.json", "%partition%", "policies/elsewhere/a.json:2: %partition% is not for this kind of document")]
    [InlineData("runbooks/a.md", "%accountId%", "policies/runbooks/a.md:2: %accountId% is not for this kind of document")]
    [InlineData("detections/a.yml", "%partition%", "policies/detections/a.yml:2: %partition% is not for this kind of document")]
    [InlineData("response/a.yml", "%trailArn%", "policies/response/a.yml:2: %trailArn% is not for this kind of document")]
    [InlineData("response/a.json", "%trustedRoles%", "policies/response/a.json:2: %trustedRoles% is not for this kind of document")]
    [InlineData("access/a.json", "%region% %severity%", "policies/access/a.json:2: %severity% is not for this kind of document")]
    public void A_placeholder_that_does_not_belong_is_named_with_its_file_and_line(string path, string line, string expected) =>
        Assert.Equal([expected], Faults([(path, $"\n{line}\n")]));

    [Theory]
    [InlineData("access/a.json", "arn:%partition%:iam::%accountId%:role/${aws:username}")]
    [InlineData("alerts/text.txt", "%title%, 100 % sure")]
    [InlineData("detections/a/rule.yml", "'*:role/%product%*'")]
    [InlineData("detections/a/cases.json", "%EF%BB%BF")]
    [InlineData("runbooks/a.md", "LIKE '%assumed-role/ROLE/%'")]
    public void What_belongs_is_let_be(string path, string line) => Assert.Empty(Faults([(path, line)]));

    [Fact]
    public void An_entry_that_no_document_of_a_kind_uses_is_named_with_that_kind() =>
        Assert.Equal(
            ["%partition% is in no document of the kind Guardrail", "%partition% is in no document of the kind Scenario"],
            Unused(
                [Placeholder.Partition, Placeholder.TrailBucketArn],
                [("access/a.json", "%partition%, %trailBucketArn%"), ("templates/a.json", "%partition%")]
            )
        );

    [Fact]
    public void Every_placeholder_has_a_name_of_its_own_in_camel_case_and_belongs_somewhere()
    {
        Assert.Equal(Placeholder.All.Count, Placeholder.All.Select(one => one.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(Placeholder.All, one => Assert.Matches("^[a-z][A-Za-z]*$", one.Name));
        Assert.DoesNotContain(DocumentKinds.None, Placeholder.All.Select(one => one.Kinds));
    }

    private static IEnumerable<string> Faults(IEnumerable<(string Path, string Text)> documents) =>
        from document in documents
        let kind = KindOf(document.Path)
        where kind is not null
        from line in document.Text.Split('\n').Index()
        from Match found in Mark().Matches(line.Item)
        let known = Placeholder.All.FirstOrDefault(one => one.ToString() == found.Value)
        where known is null || !known.Kinds.HasFlag(kind.Value) || kind.Value == DocumentKinds.None
        select $"policies/{document.Path}:{line.Index + 1}: {found.Value} is not "
            + (known is null ? "in the vocabulary" : "for this kind of document");

    private static IEnumerable<string> Unused(IEnumerable<Placeholder> placeholders, IEnumerable<(string Path, string Text)> documents)
    {
        var uses = documents
            .SelectMany(document => Mark().Matches(document.Text).Select(found => (found.Value, KindOf(document.Path))))
            .ToHashSet();
        return from placeholder in placeholders
            from kind in Enum.GetValues<DocumentKinds>()
            where kind != DocumentKinds.None && placeholder.Kinds.HasFlag(kind) && !uses.Contains((placeholder.ToString(), kind))
            select $"{placeholder} is in no document of the kind {kind}";
    }

    // Null for records on which a rule is tested. A percent sign in them belongs to the caller.
    private static DocumentKinds? KindOf(string path) =>
        (path.Split('/')[0], Path.GetFileName(path), Path.GetExtension(path)) switch
        {
            (_, "cases.json", _) => null,
            ("detections" or "hunts" or "response", _, ".yml") => DocumentKinds.Rule,
            ("access", _, ".json") => DocumentKinds.Access,
            ("alerts", _, ".json" or ".txt") => DocumentKinds.Alert,
            ("guardrails" or "resource-guardrails", _, ".json") => DocumentKinds.Guardrail,
            ("notices", _, ".json") => DocumentKinds.Notice,
            ("scenarios", _, ".json") => DocumentKinds.Scenario,
            ("templates" or "response", _, ".json") => DocumentKinds.Template,
            _ => DocumentKinds.None,
        };

    [GeneratedRegex("%[A-Za-z][A-Za-z0-9_.-]*%")]
    private static partial Regex Mark();
}
