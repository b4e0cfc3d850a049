using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BedrockDefense.Catalog;
using BedrockDefense.Infra.Prevention;
using BedrockDefense.Scp.Documents;
using BedrockDefense.Scp.Packing;

namespace BedrockDefense.Docs;

/// <summary>Writes <c>docs/guardrails.md</c>: the guardrails of the catalog, from their documents.</summary>
internal static class GuardrailsPage
{
    // A statement's id becomes words in lower case, except the first. These names are restored to their own spelling.
    private static readonly (string InSid, string Name)[] Names =
    [
        ("bedrock", "Bedrock"),
        ("cloud formation", "CloudFormation"),
        ("cloud watch logs", "CloudWatch Logs"),
        ("stack sets", "StackSets"),
        ("api key", "API key"),
        ("ocsf", "OCSF"),
        ("region", "Region"),
    ];

    /// <summary>Returns the page's text.</summary>
    /// <param name="root">The repository's folder.</param>
    public static string Of(string root)
    {
        IReadOnlyList<Guardrail> all = [.. Guardrail.All, .. Guardrail.AllOfResources];
        var page = new Markdown(
            "Guardrails",
            "the documents in [`policies/guardrails`](../policies/guardrails) and "
                + "[`policies/resource-guardrails`](../policies/resource-guardrails)",
            "What the member accounts are denied, by service control policies and, where the settings ask for it, resource "
                + "control policies. "
                + "They restrict neither the management account nor service-linked roles. "
                + "[`guardrails.targets`](settings.md#guardrailstargets) says "
                + "where they are attached; without targets they exist and restrict nobody."
        );
        page.Paragraph(
            "The statements of all that are in force are packed into as few policies as AWS's limits allow: "
                + $"{Number(new ScpLimits().Characters)} "
                + $"characters for a service control policy, {Number(ScpLimits.ResourceControl.Characters)} for a resource "
                + "control policy. The sizes below "
                + "are those with the settings of [`Pulumi.dev.yaml`](../Pulumi.dev.yaml); administrators, Regions and names "
                + "of yours make them larger or "
                + "smaller. `bedrock-defense guardrails` shows the policies that your settings come to."
        );
        page.Heading(2, "At a glance");
        page.Table(
            ["Guardrail", "In force", "In plain words"],
            all.Select(guardrail =>
                (string[])
                    [
                        Markdown.LinkToHeading(guardrail.Id),
                        DescribeForce(guardrail),
                        string.Join(' ', Statements(root, guardrail).Select(statement => Words(Sid(statement)))),
                    ]
            )
        );
        foreach (var guardrail in all)
        {
            var filled = FillStatements(guardrail);
            page.Heading(2, Markdown.Code(guardrail.Id));
            page.List([
                $"Kind: {(guardrail.Type == OrganizationPolicyType.ResourceControl ? "resource" : "service")} control policy",
                $"In force: {DescribeForce(guardrail)}",
                $"Size: {Number(filled.Values.Sum(statement => statement.Characters))} characters",
                $"Document: {Markdown.LinkToFile(Markdown.Code(CatalogPaths.Document(guardrail)), CatalogPaths.Document(guardrail))}",
            ]);
            page.Table(
                ["Statement", "Exempt", "Denied actions of", "Sid", "Characters"],
                Statements(root, guardrail)
                    .Select(statement =>
                        (string[])
                            [
                                Words(Sid(statement)),
                                Exemptions.Of(statement),
                                string.Join(", ", Services(filled[Sid(statement)]).Select(Markdown.Code)),
                                Markdown.Code(Sid(statement)),
                                Number(filled[Sid(statement)].Characters),
                            ]
                    )
            );
        }

        return page.ToString();
    }

    private static IEnumerable<JsonObject> Statements(string root, Guardrail guardrail) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(root, CatalogPaths.Document(guardrail))))!["Statement"]!
            .AsArray()
            .Select(statement => statement!.AsObject());

    private static string Sid(JsonObject statement) => statement["Sid"]!.GetValue<string>();

    private static IEnumerable<string> Services(PackableStatement statement)
    {
        var actions = JsonNode.Parse(statement.Json)!["Action"]!;
        return (actions is JsonArray several ? several.Select(action => action!) : [actions])
            .Select(action => action.GetValue<string>().Split(':')[0])
            .Distinct()
            .Order(StringComparer.Ordinal);
    }

    private static string Words(string sid) =>
        Names.Aggregate(SidText.ToSentence(sid), (text, name) => Regex.Replace(text, $@"\b{name.InSid}(?=s?\b)", name.Name));

    private static string DescribeForce(Guardrail guardrail)
    {
        var isThere = GuardrailSwitch.GuardrailsInForce(GuardrailSwitch.Sample).Contains(guardrail.Id);
        var switches = Switches(guardrail, isThere).Select(one => one.Words).ToList();
        return switches.Count > 0 ? $"{(isThere ? "unless" : "with")} {Markdown.JoinWords(switches, "or")}"
            : isThere ? "always"
            : throw new InvalidOperationException($"{nameof(GuardrailSwitch)} does not know what turns {guardrail.Id} on");
    }

    private static IEnumerable<GuardrailSwitch> Switches(Guardrail guardrail, bool isThere) =>
        GuardrailSwitch.All.Where(one => GuardrailSwitch.GuardrailsInForce(one.Settings).Contains(guardrail.Id) != isThere);

    // Returns the guardrail's statements by their ids, filled for the sample's settings. If the guardrail is off in the
    // sample, they are filled for the change that turns it on.
    private static Dictionary<string, PackableStatement> FillStatements(Guardrail guardrail)
    {
        var settings = GuardrailSwitch.GuardrailsInForce(GuardrailSwitch.Sample).Contains(guardrail.Id)
            ? GuardrailSwitch.Sample
            : Switches(guardrail, isThere: false).First().Settings;
        return guardrail.Statements(GuardrailValues.Of(settings), new ScpExclusion([], [])).ToDictionary(statement => statement.Sid);
    }

    private static string Number(int number) => number.ToString("#,##0", CultureInfo.InvariantCulture);
}
