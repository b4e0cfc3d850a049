using BedrockDefense.Scp.Documents;

namespace BedrockDefense.Scp.Reading;

/// <summary>Reads policy documents as strictly as AWS does. It also refuses what this evaluator could only guess at.</summary>
public static class PolicyReader
{
    /// <summary>Reads a document.</summary>
    /// <exception cref="InvalidPolicyException">The document is invalid. Every fault is listed with its line and column.</exception>
    public static PolicyDocument Parse(string json, string name, PolicyKind kind = PolicyKind.ServiceControl)
    {
        var faults = new List<Fault>();
        var document = LocatedJsonReader.Read(json, name, faults, refusesDuplicates: true) is { } root
            ? new DocumentReader(kind, faults).Read(root, name)
            : null;
        return document is null || faults.Count > 0 ? throw new InvalidPolicyException(faults) : document;
    }
}
