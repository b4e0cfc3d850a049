namespace BedrockDefense.Infra.Settings;

/// <summary>Reads <c>administrators</c>: the roles that may change the logging configuration.</summary>
internal static class AdministratorsParser
{
    private const string Setting = $"{SettingsParser.Namespace}:administrators";
    private const string Form = "a list of " + AdministratorPattern.ValidForm;

    /// <summary>
    /// Parses the administrators. Where they are missing or not valid, it notes the faults and returns no administrators.
    /// </summary>
    public static Administrators Parse(IReadOnlyDictionary<string, ConfigNode> nodes, string? partition, List<Fault> faults)
    {
        if (!nodes.TryGetValue("administrators", out var node))
        {
            faults.Add(new Fault($"{Setting}: is missing; write {Form}"));
            return Administrators.None;
        }

        if (node.List(Form) is not { } entries)
        {
            return Administrators.None;
        }

        if (entries.Count == 0)
        {
            node.Refuse($"names nobody, so nobody could ever change the logging configuration; write {Form}");
        }

        foreach (var entry in entries)
        {
            if (entry.Peek() is { } pattern && AdministratorPattern.FaultOf(pattern, partition) is { } fault)
            {
                entry.Refuse(fault);
            }
        }

        var administrators = new Administrators(SettingsParser.Distinct(entries, AdministratorPattern.ValidForm, text => text));
        if (administrators.InseparablePair is { } pair)
        {
            node.Refuse(
                $"names the permission sets {pair.First} and {pair.Second}, and the roles of the second are named as those "
                    + "of others that begin like the first; no event pattern tells them apart, so give one of the sets another "
                    + "name"
            );
        }

        return administrators;
    }
}
